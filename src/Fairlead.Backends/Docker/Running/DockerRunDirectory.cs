using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Fairlead.Backends.Docker.Running.Observing;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running;

/// <summary>The run folder that the containers of a run share with the host: laid out as that of a local run, with other marks below <c>state/</c>.</summary>
internal sealed record DockerRunDirectory(string Root)
{
    private const string Pointer = "home";

    public RunFolder Layout => new(Root);

    private string State => Path.Combine(Root, "state");

    private string CancelMark => Path.Combine(State, "cancel");

    private string FailureMark => Path.Combine(State, "failed");

    private string ExitRecord => Path.Combine(State, "exit.json");

    private string Port => Path.Combine(State, "port");

    /// <summary>The folder of the ledger's own run.</summary>
    public static DockerRunDirectory Own(Run run) => new(LibC.RealPath(run.Directory));

    /// <summary>The folder that the run's containers use: another ledger's, where that started them.</summary>
    public static DockerRunDirectory Of(Run run)
    {
        var own = Own(run);
        var pointer = Path.Combine(own.Root, Pointer);
        return File.Exists(pointer) ? new DockerRunDirectory(File.ReadAllText(pointer)) : own;
    }

    /// <summary>From now on the run is the one whose containers use this folder.</summary>
    /// <exception cref="FairleadException">The folder is another user's, or gone.</exception>
    public DockerRunDirectory Follow(string directory)
    {
        if (directory == Root)
            return this;
        if (!Directory.Exists(new DockerRunDirectory(directory).State))
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"the engine has containers of the same request already, and you cannot read their run folder {directory}",
                "wait until they have ended, or change the request, for example with --set=env.env_vars.NOTE=mine");
        AtomicFile.Write(Path.Combine(Root, Pointer), directory, AtomicFile.Private);
        return new DockerRunDirectory(directory);
    }

    public DockerMarks ReadMarks()
    {
        var damaged = new List<DamagedRecord>();
        var ended = NodesOf("ended").Select(ended => (ended.Node, Exit: Exit(ended.Path))).Where(ended => ended.Exit is not null).ToImmutableDictionary(ended => ended.Node, ended => ended.Exit!.ExitCode);
        return new DockerMarks(
            Directory.Exists(CancelMark),
            Directory.Exists(FailureMark),
            Exit(Path.Combine(FailureMark, "record")),
            [.. NodesOf("started").Select(started => started.Node)],
            ended)
        {
            Words = ended.Where(end => end.Value != 0).Select(end => (end.Key, Words: Layout.Launchers.LastWords(end.Key))).Where(said => said.Words is not null).ToImmutableDictionary(said => said.Key, said => said.Words!),
            Damaged = damaged.FirstOrDefault(),
        };

        JobExit? Exit(string path) => DamagedRecord.Guard(path, () => JobExit.ReadFile(path), record =>
        {
            damaged.Add(record);
            return null;
        });
    }

    /// <summary>A script has ended, or the run has: its end is near.</summary>
    public bool HasNews => File.Exists(ExitRecord) || NodesOf("ended").Any();

    public void MarkCancelled() => Directory.CreateDirectory(CancelMark);

    /// <summary>Has the containers of the other nodes end themselves.</summary>
    public void MarkFailed() => Directory.CreateDirectory(FailureMark);

    /// <summary>The same for every launcher of a run.</summary>
    public int ChoosePort()
    {
        if (!File.Exists(Port))
            AtomicFile.Write(Port, FreePort.Find().ToString(CultureInfo.InvariantCulture));
        return Number(File.ReadAllText(Port));
    }

    /// <exception cref="JsonException">What lies there is no such record.</exception>
    public DockerExit? ReadExit() => RecordFile.Read(ExitRecord, DockerExitJson.Default.DockerExit);

    /// <summary>How the run ended, or null while nobody has recorded it.</summary>
    public RunStatus? ReadEnd() => DamagedRecord.Guard(ExitRecord, () => ReadExit()?.Status, damaged => damaged.Status);

    public void WriteExit(DockerExit exit) => AtomicFile.Write(ExitRecord, JsonSerializer.Serialize(exit, DockerExitJson.Default.DockerExit), AtomicFile.Private);

    /// <summary>A node's script reads its own and removes it.</summary>
    public void WriteSecrets(int node, Secret secrets) =>
        AtomicFile.Write(Path.Combine(State, string.Create(CultureInfo.InvariantCulture, $"secrets-{node}.env")), secrets.Reveal(), AtomicFile.Private);

    public void ForgetSecrets()
    {
        foreach (var path in Entries("secrets-*.env"))
            File.Delete(path);
    }

    /// <summary>As it was before a container had been started.</summary>
    public void Reset()
    {
        ForgetSecrets();
        foreach (var path in Entries("started-*"))
            Directory.Delete(path);
        foreach (var path in Entries("ended-*"))
            File.Delete(path);
        if (Directory.Exists(FailureMark))
            Directory.Delete(FailureMark, recursive: true);
    }

    private IEnumerable<(int Node, string Path)> NodesOf(string mark) =>
        Entries($"{mark}-*").Where(path => char.IsAsciiDigit(path[^1])).Select(path => (Number(path[(path.LastIndexOf('-') + 1)..]), path));

    private string[] Entries(string pattern) => Directory.Exists(State) ? Directory.GetFileSystemEntries(State, pattern) : [];

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
