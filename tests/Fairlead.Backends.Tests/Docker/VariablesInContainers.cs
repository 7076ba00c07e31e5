using System.Collections.Immutable;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Tests.Docker;

public sealed class VariablesInContainers : DockerTest
{
    // What launchers of multi-node jobs commonly hand through.
    private static readonly string[] Declared =
    [
        "MASTER_ADDR", "MASTER_PORT", "WORLD_SIZE", "RANK", "NODE_RANK", "NNODES", "NPROC_PER_NODE", "MAD_MULTI_NODE_RUNNER", "MAD_COLLECT_METRICS", "NCCL_SOCKET_IFNAME",
        "GLOO_SOCKET_IFNAME", "NCCL_DEBUG", "NCCL_IB_DISABLE", "NCCL_NET_GDR_LEVEL", "PRIMUS_CONFIG_PATH", "PRIMUS_CLI_EXTRA", "TORCH_ELASTIC_RDZV_TIMEOUT",
        "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES", "MODEL_NAME", "MODEL_DIR", "xP", "yD", "PD_SYNC_ROOT", "PD_RUN_ID", "PROXY_TYPE",
        "ROUTER_PORT", "BENCHMARK_PORT", "SLURM_JOB_ID", "OUTPUT_DIR", "BARRIER_TIMEOUT_S", "PROXY_CLOSE_TIMEOUT_S", "REQUIRE_RDMA", "KV_UCX_TLS", "KV_UCX_SOCKADDR_TLS_PRIORITY",
    ];

    private static readonly string[] OfTheRanksPlace = ["RANK", "LOCAL_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE", "NODE_RANK", "MASTER_ADDR", "MASTER_PORT"];

    [Test]
    public async Task A_user_whom_the_image_does_not_know_has_a_name_and_a_home_all_the_same()
    {
        const string Ask = """exec python3 -c 'import getpass, os, tempfile; print(getpass.getuser() == os.environ["LOGNAME"], tempfile.mkdtemp(dir=os.path.expanduser("~")) != "")'""";
        var nobody = Path.Combine(workshop.Root, "passwd");
        await File.WriteAllTextAsync(nobody, "");
        var run = (await workshop.SubmitAsync(workshop.Job(Ask, change: job => job.WithArguments($"--volume={nobody}:/etc/passwd:ro")))).Run;
        var (_, log) = await workshop.FinishAsync(run);
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "True True" }));
    }

    [Test]
    public async Task Every_declared_variable_is_seen_by_every_rank_and_those_of_its_place_are_its_own()
    {
        var declared = Declared.Except(OfTheRanksPlace).ToImmutableSortedDictionary(name => name, name => $"value of {name}", StringComparer.Ordinal);
        var job = workshop.Job("env", nodes: 2, processes: 2, change: job => job with { Environment = job.Environment.AddRange(declared) });
        var run = (await workshop.SubmitAsync(job)).Run;
        var (status, _) = await workshop.FinishAsync(run);
        for (var rank = 0; rank < 4; rank++)
        {
            var seen = (await workshop.LogsAsync(run, new LogQuery(Member: rank))).Select(line => line.Text).ToHashSet();
            foreach (var (name, value) in declared)
                Assert.That(seen, Does.Contain($"{name}={value}"), status.Reason);
            Assert.That(seen, Does.Contain($"RANK={rank}").And.Contain($"LOCAL_RANK={rank % 2}").And.Contain("WORLD_SIZE=4").And.Contain("LOCAL_WORLD_SIZE=2").And.Contain($"NODE_RANK={rank / 2}"));
            Assert.That(seen, Has.Some.StartsWith("MASTER_ADDR=").And.Some.StartsWith("MASTER_PORT="));
        }
    }
}
