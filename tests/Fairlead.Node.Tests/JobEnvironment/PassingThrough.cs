namespace Fairlead.Node.Tests.JobEnvironment;

public sealed class PassingThrough
{
    // The 36 names of upstream's runner, and what its job scripts export and the runner drops.
    private static readonly string[] Names = string.Join(' ',
        "MASTER_ADDR MASTER_PORT WORLD_SIZE RANK NODE_RANK NNODES NPROC_PER_NODE MAD_MULTI_NODE_RUNNER MAD_COLLECT_METRICS NCCL_SOCKET_IFNAME GLOO_SOCKET_IFNAME NCCL_DEBUG NCCL_IB_DISABLE NCCL_NET_GDR_LEVEL",
        "PRIMUS_CONFIG_PATH PRIMUS_CLI_EXTRA TORCH_ELASTIC_RDZV_TIMEOUT HIP_VISIBLE_DEVICES ROCR_VISIBLE_DEVICES CUDA_VISIBLE_DEVICES",
        "MODEL_NAME MODEL_DIR xP yD PD_SYNC_ROOT PD_RUN_ID PROXY_TYPE ROUTER_PORT BENCHMARK_PORT SLURM_JOB_ID OUTPUT_DIR BARRIER_TIMEOUT_S PROXY_CLOSE_TIMEOUT_S REQUIRE_RDMA KV_UCX_TLS KV_UCX_SOCKADDR_TLS_PRIORITY",
        "MAD_SECRETS_HFTOKEN MY_MAD_SECRETS MIOPEN_USER_DB_PATH",
        "VLLM_TENSOR_PARALLEL_SIZE VLLM_PIPELINE_PARALLEL_SIZE VLLM_DISTRIBUTED_BACKEND SGLANG_TENSOR_PARALLEL_SIZE SGLANG_PIPELINE_PARALLEL_SIZE SGLANG_DISAGG_MODE SGLANG_DISAGG_PREFILL_NODES SGLANG_DISAGG_DECODE_NODES",
        "SGLANG_DISAGG_TOTAL_NODES SGLANG_TP_SIZE SGLANG_NODE_IPS SGLANG_NODE_RANK TENSOR_MODEL_PARALLEL_SIZE PIPELINE_MODEL_PARALLEL_SIZE CONTEXT_PARALLEL_SIZE TORCHTITAN_TENSOR_PARALLEL_SIZE BACKEND DISTRIBUTED_BACKEND",
        "GPUS_PER_NODE LOCAL_RANK OMP_NUM_THREADS MIOPEN_FIND_MODE NCCL_DEBUG_SUBSYS NCCL_TIMEOUT TORCH_NCCL_HIGH_PRIORITY TORCH_NCCL_ASYNC_ERROR_HANDLING GPU_MAX_HW_QUEUES HSA_ENABLE_SDMA HSA_FORCE_FINE_GRAIN_PCIE",
        "RCCL_ENABLE_HIPGRAPH UCX_TLS KV_ANYTHING").Split(' ');

    [TestCaseSource(nameof(Names))]
    public void What_upstream_passes_or_exports_arrives(string name) => Assert.That(new Sample().With((name, "value"))[name], Is.EqualTo("value"));

    [TestCase("{}", """{"env_vars": {"MINE": "card"}}""", "{}")]
    [TestCase("{}", "{}", """{"env_vars": {"MINE": "manifest"}}""")]
    [TestCase("""{"pass_through": ["MINE"]}""", "{}", "{}")]
    [TestCase("""{"pass_through": ["MI*"]}""", "{}", "{}")]
    public void What_somebody_asks_for_arrives(string context, string card, string deployment) =>
        Assert.That(new Sample(context, card, "{}", deployment).With(("MINE", "job"))["MINE"], Is.EqualTo("job"));

    [TestCase("MINE")]
    [TestCase("PATH")]
    [TestCase("HOME")]
    [TestCase("LD_PRELOAD")]
    [TestCase("SLURM_JWT")]
    [TestCase("SLURM_NODELIST")]
    [TestCase("FAIRLEAD_SECRET")]
    public void Nothing_else_does(string name) => Assert.That(new Sample().With((name, "value"))[name], Is.Null);

    [TestCase("PATH")]
    [TestCase("SLURM_JWT")]
    [TestCase("LD_PRELOAD")]
    public void What_is_denied_does_not_arrive_however_it_is_asked_for(string name)
    {
        Assert.That(new Sample("""{"pass_through": ["*"]}""", $$"""{"env_vars": {"{{name}}": "card"} }""").With((name, "job"))[name], Is.EqualTo("card"));
        Assert.That(new Sample($$"""{"pass_through": ["{{name}}"]}""").With((name, "job"))[name], Is.Null);
    }
}
