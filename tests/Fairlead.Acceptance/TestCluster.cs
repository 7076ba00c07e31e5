using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

/// <summary>The cluster that tests of the slurm executor stand on is what it claims to be.</summary>
public sealed class TestCluster
{
    [Test]
    public async Task A_job_runs_on_four_nodes_with_names_of_their_own()
    {
        await using var cluster = await SlurmCluster.StartAsync();
        var result = await cluster.RunAsync("srun", "--nodes=4", "hostname");
        Assert.That(result.Lines().Order(), Is.EqualTo(new[] { "n1", "n2", "n3", "n4" }), result.Error);
        Assert.That(cluster.Calls(), Is.EqualTo(new[] { "login srun --nodes=4 hostname" }));
    }

    [Test]
    public async Task What_a_batch_script_calls_is_counted_by_node()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        await cluster.SucceedAsync("sbatch", "--wait", "--export=NONE", $"--chdir={cluster.Shared}", "--output=out", "--wrap=srun --export=ALL hostname");
        Assert.That(File.ReadAllText($"{cluster.Shared}/out"), Is.EqualTo("n1\n"));
        Assert.That(cluster.Calls(), Has.Count.EqualTo(2).And.Contains("n1 srun --export=ALL hostname"));
    }

    [Test]
    public async Task Two_clusters_side_by_side_do_not_see_each_other()
    {
        var clusters = await Task.WhenAll(SlurmCluster.StartAsync(nodes: 1), SlurmCluster.StartAsync(nodes: 1));
        await using var one = clusters[0];
        await using var other = clusters[1];
        await one.SucceedAsync("sbatch", "--hold", "--wrap=true");
        Assert.That((await one.SucceedAsync("squeue", "--noheader")).Lines(), Has.Length.EqualTo(1));
        Assert.That((await other.SucceedAsync("squeue", "--noheader")).Lines(), Is.Empty);
    }

    [Test]
    public async Task With_accounting_sacct_knows_the_job_and_an_unknown_account_is_refused()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1, accounting: true);
        await cluster.SucceedAsync("srun", "--account=lab7", "true");
        await Eventually.HoldsAsync("sacct shows the job", async () =>
            (await cluster.SucceedAsync("sacct", "--parsable2", "--noheader", "--allocations", "--format=account,state")).Lines() is ["lab7|COMPLETED"]);
        Assert.That((await cluster.RunAsync("srun", "--account=lab8", "true")).Error, Does.Contain("Invalid account"));
    }

    [Test]
    public async Task Without_accounting_sacct_says_so()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        Assert.That((await cluster.RunAsync("sacct")).Error, Does.Contain("accounting storage is disabled"));
    }

    [Test]
    public async Task Sshd_accepts_the_key_and_clients_notice_a_wrong_host_key()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        Assert.That((await SshAsync(cluster, cluster.KnownHosts)).Output, Does.StartWith("slurm"));
        Assert.That((await SshAsync(cluster, cluster.WrongKnownHosts)).Error, Does.Contain("Host key verification failed"));
    }

    [Test]
    public async Task A_container_sees_what_it_mounts_and_neither_the_cluster_nor_a_way_to_change_the_node()
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        var image = $"{cluster.Shared}/image.sqsh";
        await cluster.SucceedAsync("enroot", "import", "-o", image, "docker://example/image:1");
        File.WriteAllText($"{cluster.Jobs}/greeting", "hello\n");
        var result = await cluster.SucceedAsync(
            "srun", $"--container-image={image}", $"--container-mounts={cluster.Jobs}:/opt/fairlead-standin:ro", "--container-workdir=/opt/fairlead-standin",
            "bash", "-c", "cat greeting && touch /opt/written && ! touch here && ls \"$1\"", "-", cluster.Directory);
        Assert.That(result.Output, Is.EqualTo("hello\n"));
        Assert.That(Directory.Exists("/opt/fairlead-standin") || File.Exists("/opt/written"), Is.False);
    }

    [TestCase("image.sqsh", "/missing:/data", "failed to mount: /missing at /data")]
    [TestCase("missing.sqsh", "/usr:/data", "No such file or directory")]
    [TestCase("greeting", "/usr:/data", "Invalid image format")]
    public async Task A_container_that_cannot_start_fails_the_step_with_the_reason(string image, string mounts, string reason)
    {
        await using var cluster = await SlurmCluster.StartAsync(nodes: 1);
        File.WriteAllText($"{cluster.Shared}/image.sqsh", "hsqs");
        File.WriteAllText($"{cluster.Shared}/greeting", "hello");
        var result = await cluster.RunAsync("srun", $"--container-image={cluster.Shared}/{image}", $"--container-mounts={mounts}", "true");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain(reason));
    }

    private static Task<ProcessResult> SshAsync(SlurmCluster cluster, string knownHosts) => ChildProcess.RunAsync(
        "ssh",
        [
            "-F", "none", "-o", "BatchMode=yes", "-o", $"UserKnownHostsFile={knownHosts}", "-i", cluster.Identity,
            "-p", cluster.SshPort.ToString(CultureInfo.InvariantCulture), "root@127.0.0.1", "sbatch --version",
        ],
        cancellationToken: TestContext.CurrentContext.CancellationToken);
}
