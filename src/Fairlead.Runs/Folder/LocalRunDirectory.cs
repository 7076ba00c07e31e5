using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Folder;

/// <summary>The layout of a local run, shared with the launch script. Only the script writes below <c>state/</c>, but for the cancel mark.</summary>
public sealed record LocalRunDirectory(string Root)
{
    public string Code => Path.Combine(Root, "code");

    public string Files => Path.Combine(Root, "files");

    public string Inputs => Path.Combine(Root, "inputs");

    public string Artifacts => Path.Combine(Root, "artifacts");

    public string Logs => Path.Combine(Root, "logs");

    public string Output => Path.Combine(Root, "output");

    public string LaunchScript => Path.Combine(Files, "launch.sh");

    /// <summary>What launch scripts themselves say, which are silent while all goes well.</summary>
    public LauncherLogs Launchers => new(Logs);

    private string State => Path.Combine(Root, "state");

    private string Claim => Path.Combine(State, "claim");

    private string CancelMark => Path.Combine(State, "cancel");

    public bool IsClaimed => Directory.Exists(Claim);

    public bool IsCancelMarked => Directory.Exists(CancelMark);

    public void Create()
    {
        foreach (var folder in new[] { Files, Inputs, Artifacts, Logs, Output, State })
            Directory.CreateDirectory(folder);
    }

    public void MarkCancelled() => Directory.CreateDirectory(CancelMark);

    /// <summary>Takes the claim that the launch script would take, so that it can never start.</summary>
    public bool TryClaim()
    {
        Directory.CreateDirectory(State);
        return LibC.TryMakeDirectory(Claim);
    }

    /// <summary>The process id of the launch script, or null before it has written one.</summary>
    public int? ReadPid() =>
        Path.Combine(State, "pid") is var path && FileStatus.Read(path)?.Kind == FileKind.Regular && int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    /// <summary>The launch script lives, and so the job: the script outlives all its members. Cheaper than looking through all processes.</summary>
    public bool HasLauncher => ReadPid() is { } pid && LocalProcesses.RunDirectoryOf(pid) == Root;

    /// <summary>How the job ended, or null while it has not.</summary>
    public RunStatus? ReadEnd()
    {
        var path = Path.Combine(State, "exit.json");
        return DamagedRecord.Guard(path, () => JobExit.ReadFile(path)?.Status, damaged => damaged.Status);
    }
}
