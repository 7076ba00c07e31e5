using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Folder;

/// <summary>The layout of a run folder on this machine, shared with the scripts of the job. Only the script writes below <c>state/</c>, but for the cancel mark.</summary>
public sealed record RunFolder(string Root)
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

    /// <summary>Says which process on which machine is the launch script.</summary>
    public string LauncherMark => Path.Combine(State, "pid");

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
    public int? ReadPid() => ReadLauncher() is [var pid, ..] && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The machine that the launch script runs on, when it is another than this: its processes cannot be seen from here.</summary>
    public string? OtherHost => ReadLauncher() is [_, var host] && host.Split('.')[0] != Environment.MachineName ? host : null;

    private string[] ReadLauncher() => FileStatus.Read(LauncherMark)?.Kind == FileKind.Regular ? File.ReadAllText(LauncherMark).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The launch script lives, and so the job: the script outlives all its members. Cheaper than looking through all processes.</summary>
    public bool HasLauncher => ReadPid() is { } pid && ProcessesOfRuns.RunDirectoryOf(pid) == Root;

    /// <summary>How the job ended, or null while it has not.</summary>
    public RunStatus? ReadEnd()
    {
        var path = Path.Combine(State, "exit.json");
        return DamagedRecord.Guard(path, () => JobExit.ReadFile(path)?.Status, damaged => damaged.Status);
    }
}
