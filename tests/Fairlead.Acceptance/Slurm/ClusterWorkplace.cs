using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

/// <summary>A user's folder, and a job directory on a cluster with three profiles that lead there: <c>hpc</c> over SSH, <c>openssh</c> with that client, <c>login</c> from this machine.</summary>
internal sealed class ClusterWorkplace : IAsyncDisposable
{
    private readonly Workplace workplace = new();

    private ClusterWorkplace(SlurmCluster cluster, string settings, string profiles, bool contained)
    {
        Cluster = cluster;
        JobDirectory = System.IO.Path.Combine(cluster.Jobs, Guid.NewGuid().ToString("N"));
        var image = contained ? $"{JobDirectory}.sqsh" : "";
        if (contained)
            File.WriteAllText(image, "hsqs");
        foreach (var (name, value) in cluster.Environment)
            workplace.Environment[name] = value;
        workplace.WriteProfiles($"""
            [hpc]
            executor = "slurm"
            tunnel = "ssh"
            host = "127.0.0.1"
            port = {cluster.SshPort}
            user = "root"
            identity = "{cluster.Identity}"
            known_hosts = "{cluster.KnownHosts}"
            account = "lab7"
            run_partition = "debug"
            batch_partition = "main"
            remote_job_dir = "{JobDirectory}"
            lustre_mount = ""
            container_image = "{image}"
            python = "/usr/bin/python3"
            time = "10"
            {settings}
            [hpc.stages.data_prep]
            batch_partition = "cpu"
            [openssh]
            extends = "hpc"
            ssh_client = "openssh"
            [login]
            extends = "hpc"
            tunnel = "local"
            {profiles}
            """);
    }

    public SlurmCluster Cluster { get; }

    /// <summary>The profiles' <c>remote_job_dir</c>, as this machine sees it.</summary>
    public string JobDirectory { get; }

    public Workplace User => workplace;

    /// <param name="settings">Further lines of the profile <c>hpc</c>.</param>
    /// <param name="profiles">Further tables.</param>
    /// <param name="contained">Jobs run in containers, not in the nodes' own system.</param>
    public static async Task<ClusterWorkplace> OpenAsync(string settings = "", string profiles = "", bool contained = false) =>
        new(await ClusterForAll.GetAsync(), settings, profiles, contained);

    /// <summary>The runs of a recipe, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> RunsOfAsync(string recipe) =>
        [.. (await workplace.RunsAsync()).Where(run => run!["recipe"]!.GetValue<string>() == recipe).Select(run => run!)];

    public string FolderOf(JsonNode run) => System.IO.Path.Combine(JobDirectory, "runs", run["run"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        foreach (var run in await workplace.RunsAsync())
        {
            if (run!["state"]!.GetValue<string>() is not ("succeeded" or "failed" or "cancelled"))
                await workplace.FairleadAsync("--target=Cancel", $"--run={run["run"]!.GetValue<string>()}");
        }

        workplace.Dispose();
    }
}
