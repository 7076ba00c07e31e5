using System.Collections.Frozen;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Which variables of the job its containers get.</summary>
internal static class PassThrough
{
    private const string Secrets = "MAD_SECRETS";

    // What upstream passes, and what its job scripts export and its runner then drops.
    private static readonly FrozenSet<string> Names = string.Join(' ',
        "MASTER_ADDR MASTER_PORT WORLD_SIZE RANK NODE_RANK NNODES NPROC_PER_NODE MAD_MULTI_NODE_RUNNER MAD_COLLECT_METRICS NCCL_SOCKET_IFNAME GLOO_SOCKET_IFNAME NCCL_DEBUG NCCL_IB_DISABLE",
        "NCCL_NET_GDR_LEVEL PRIMUS_CONFIG_PATH PRIMUS_CLI_EXTRA TORCH_ELASTIC_RDZV_TIMEOUT HIP_VISIBLE_DEVICES ROCR_VISIBLE_DEVICES CUDA_VISIBLE_DEVICES",
        "MODEL_NAME MODEL_DIR xP yD PD_SYNC_ROOT PD_RUN_ID PROXY_TYPE ROUTER_PORT BENCHMARK_PORT SLURM_JOB_ID OUTPUT_DIR BARRIER_TIMEOUT_S PROXY_CLOSE_TIMEOUT_S REQUIRE_RDMA KV_UCX_TLS",
        "KV_UCX_SOCKADDR_TLS_PRIORITY MIOPEN_USER_DB_PATH MIOPEN_FIND_MODE MAD_DATANAME TENSOR_MODEL_PARALLEL_SIZE PIPELINE_MODEL_PARALLEL_SIZE CONTEXT_PARALLEL_SIZE BACKEND DISTRIBUTED_BACKEND",
        "GPUS_PER_NODE LOCAL_RANK OMP_NUM_THREADS GPU_MAX_HW_QUEUES").Split(' ').ToFrozenSet();

    private static readonly string[] Prefixes = ["NCCL_", "RCCL_", "UCX_", "KV_", "GLOO_", "HIP_", "HSA_", "ROCR_", "TORCH_NCCL_", "TORCHTITAN_", "VLLM_", "SGLANG_"];

    // They belong to the host, or open doors that the container has no business with.
    private static readonly FrozenSet<string> Denied =
        "PATH HOME USER LOGNAME SHELL PWD OLDPWD HOSTNAME TMPDIR TERM LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT PYTHONPATH PYTHONHOME BASH_ENV ENV IFS SLURM_JWT SLURM_CONF KRB5CCNAME SSH_AUTH_SOCK".Split(' ').ToFrozenSet();

    private static readonly string[] DeniedPrefixes = ["FAIRLEAD_", "DOCKER_", "CONTAINER_", "SSH_", "XDG_"];

    /// <param name="declared">Names that the manifest, the card or the run asks for; one that ends in a star is a prefix.</param>
    public static IEnumerable<Declared> Of(IReadOnlyDictionary<string, string> job, IReadOnlyCollection<string> declared) =>
        from variable in job
        where !IsDenied(variable.Key) && (IsKnown(variable.Key) || declared.Any(name => Matches(name, variable.Key)))
        select new Declared(Field.Variable, variable.Key, new Given.Data(variable.Value), Layer.Job, "the job's environment");

    private static bool IsDenied(string name) => Denied.Contains(name) || DeniedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsKnown(string name) =>
        Names.Contains(name) || name.Contains(Secrets, StringComparison.Ordinal) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool Matches(string declared, string name) =>
        declared is [.. var prefix, '*'] ? prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) : declared == name;
}
