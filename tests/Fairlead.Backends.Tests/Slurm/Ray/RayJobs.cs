using System.Runtime.CompilerServices;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Ray;

/// <summary>Jobs on Ray clusters of a real Slurm cluster's nodes, where a stand-in is the <c>ray</c> command. Each test has its own port, and asks the stand-in for delays and failures.</summary>
internal sealed class RayJobs : IAsyncDisposable
{
    private readonly SlurmWorkshop workshop;
    private readonly string standIn;
    private readonly long port = LoopbackPort.Free();

    public RayJobs(SlurmCluster cluster)
    {
        workshop = SlurmWorkshop.On(cluster);
        standIn = Directory.CreateDirectory(Path.Combine(cluster.Shared, $"ray-{Guid.NewGuid():N}")).FullName;
    }

    public SlurmCluster Cluster => workshop.Cluster;

    public static async Task<RayJobs> OpenAsync() => new(await SharedCluster.GetAsync());

    /// <summary>Has the stand-in behave; its own text says what can be asked.</summary>
    public void Ask(string name, string value = "") => File.WriteAllText(Path.Combine(standIn, name), value);

    /// <summary>A job whose script node 0 runs with sh.</summary>
    public (JobRequest Request, Payload Payload) Job(string script, int nodes, Func<ResolvedJob, ResolvedJob>? change = null) => workshop.Job(script, nodes, change: job =>
    {
        var onRay = job with
        {
            Launch = LaunchKind.Ray,
            Environment = job.Environment.Add("PATH", $"{Path.GetDirectoryName(StandIn())}:$PATH").Add("RAY_STANDIN", standIn),
            ExecutorSettings = job.ExecutorSettings.With("ray_port", new ScalarSetting(port, Origin.BuiltIn)),
        };
        return change?.Invoke(onRay) ?? onRay;
    });

    public async Task<Run> SubmitAsync((JobRequest Request, Payload Payload) job) => (await workshop.SubmitAsync(job)).Run;

    /// <summary>A job on two nodes with a secret.</summary>
    public Task<Run> SubmitWithSecretAsync(string script, string name, string value)
    {
        var file = Path.Combine(standIn, name);
        File.WriteAllText(file, value);
        return SubmitAsync(Job(script, 2, job => job with { Secrets = job.Secrets.Add(name, new("file", file)) }));
    }

    public Task<Run> StartAsync(string script, int nodes) => SubmitAsync(Job(script, nodes));

    public async Task<RunStatus> EndAsync(Run run)
    {
        RunStatus status = null!;
        await Eventually.HoldsAsync($"run {run.Id} has ended", async () => (status = await workshop.StatusAsync(run)).IsFinal);
        return status;
    }

    public Task<RunStatus> StatusAsync(Run run) => workshop.StatusAsync(run);

    public Task CancelAsync(Run run) => workshop.Executor.CancelAsync(run, CancellationToken.None);

    public string FileOf(Run run, string name) => Path.Combine(workshop.FolderOf(run), name);

    /// <summary>All logs; none yet where the job has not begun.</summary>
    public string Said(Run run) => !Directory.Exists(FileOf(run, "logs")) ? "" : string.Join('\n', Directory.GetFiles(FileOf(run, "logs"), "*.log").Order().Select(path => $"--- {Path.GetFileName(path)}\n{File.ReadAllText(path)}"));

    /// <summary>Where the nodes of each start met.</summary>
    public IReadOnlyList<string> Meetings(Run run) => Directory.GetDirectories(FileOf(run, "state/ray"));

    /// <summary>What the nodes told each other about the end of the one start.</summary>
    public string Ended(Run run) => File.ReadAllText(Path.Combine(Meetings(run).Single(), "ended"));

    /// <summary>The calls of ray so far, each as the node's number and the arguments.</summary>
    public IReadOnlyList<string> Calls() => File.Exists(Path.Combine(standIn, "calls")) ? File.ReadAllLines(Path.Combine(standIn, "calls")) : [];

    /// <summary>The calls of srun that batch scripts have made for a run.</summary>
    public int Steps(Run run) => Cluster.Calls().Count(call => call.Contains(" srun ", StringComparison.Ordinal) && call.Contains(FileOf(run, "files/rank.sh"), StringComparison.Ordinal));

    /// <summary>All processes of a run on this machine, Ray's too.</summary>
    public IReadOnlyList<int> ProcessesOf(Run run) => RunProcesses.Below(workshop.FolderOf(run));

    /// <summary>The folders of a run's Ray on all nodes.</summary>
    public IReadOnlyList<string> Sessions(Run run) => [.. Directory.GetDirectories(Path.Combine(Cluster.Directory, "nodes"), "n*")
        .SelectMany(node => Directory.GetDirectories(Path.Combine(node, "tmp"), $"ray-{run.BackendId}-*"))];

    public static ListSetting List(params string[] lines) => new([.. lines.Select(line => new ScalarSetting(line, Origin.BuiltIn))], Origin.BuiltIn);

    public ValueTask DisposeAsync() => workshop.DisposeAsync();

    private static string StandIn([CallerFilePath] string file = "") => Path.GetFullPath("../../../services/ray/ray", Path.GetDirectoryName(file)!);
}
