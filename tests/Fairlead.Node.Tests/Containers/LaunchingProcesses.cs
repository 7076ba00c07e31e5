using Fairlead.Node.Containers;
using Fairlead.Node.Containers.Launching;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Containers;

public sealed class LaunchingProcesses
{
    [TestCase("torchrun", 1, "torchrun --standalone --nproc_per_node=4")]
    [TestCase("torchrun", 2, "torchrun --nnodes=2 --nproc_per_node=4 --node_rank=1 --master_addr=node0 --master_port=29511")]
    [TestCase("deepspeed", 1, "deepspeed --num_gpus=4")]
    [TestCase("deepspeed", 2, "deepspeed --hostfile=/fairlead/hostfile --no_ssh --node_rank=1 --master_addr=node0 --master_port=29511")]
    [TestCase("vllm", 2, null)]
    [TestCase("direct", 2, null)]
    public void A_launcher_says_how_the_script_starts_its_processes(string launcher, int world, string? runner)
    {
        var variables = Plan(launcher, world).Plan.Variables;
        Assert.That(variables.GetValueOrDefault("MAD_MULTI_NODE_RUNNER"), Is.EqualTo(runner));
        Assert.That((variables["NNODES"], variables["NODE_RANK"], variables["MASTER_ADDR"], variables["MASTER_PORT"], variables["NPROC_PER_NODE"], variables["MAD_RUNTIME_NGPUS"]), Is.EqualTo(($"{world}", $"{world - 1}", "node0", "29511", "4", "4")));
    }

    [Test]
    public void Deepspeed_finds_its_hosts_in_the_container()
    {
        Assert.That(Plan("deepspeed", 2).Files["hostfile"], Is.EqualTo("node0 slots=4\nnode1 slots=4\n"));
        Assert.That(Assert.Throws<FairleadException>(() => PlanBench.Plan(Of("deepspeed"), Sample.Topology(1, 2)))!.Message, Does.Contain("found none").And.Contain("--hosts="));
    }

    [Test]
    public void Vllm_spreads_over_all_of_them_unless_it_is_told_otherwise()
    {
        var variables = Plan("vllm", 2).Plan.Variables;
        Assert.That((variables["VLLM_TENSOR_PARALLEL_SIZE"], variables["VLLM_PIPELINE_PARALLEL_SIZE"], variables["VLLM_DISTRIBUTED_BACKEND"]), Is.EqualTo(("4", "2", "ray")));
        Assert.That(PlanBench.Plan(Of("vllm").With(("VLLM_TENSOR_PARALLEL_SIZE", "2"))).Plan.Variables["VLLM_TENSOR_PARALLEL_SIZE"], Is.EqualTo("2"));
    }

    [Test]
    public void A_port_of_the_job_wins_over_the_cards() =>
        Assert.That(PlanBench.Plan(Of("torchrun").With(("MASTER_PORT", "31000")), Sample.Topology(1, 2)).Plan.Variables["MAD_MULTI_NODE_RUNNER"], Does.EndWith("--master_port=31000"));

    [TestCase("torchrun")]
    [TestCase("deepspeed")]
    [TestCase("vllm")]
    [TestCase("direct")]
    public void Whatever_a_launcher_declares_arrives(string launcher)
    {
        var declared = Launchers.Plan(launcher, new LaunchRequest(Sample.Topology(1, 2), 4, 4, 29511, ["node0", "node1"]));
        var planned = Plan(launcher, 2);
        foreach (var variable in declared.Variables)
            Assert.That(ContainerArguments.Inherited(planned.Plan), Does.ContainKey(variable.Key).WithValue(((Given.Data)variable.Value).Text));
        Assert.That(planned.Files.Keys, Is.SupersetOf(declared.Files.Keys));
    }

    [TestCase("torchrun")]
    [TestCase("deepspeed")]
    [TestCase("vllm")]
    [TestCase("direct")]
    public void What_another_rank_or_the_host_had_set_is_not_what_arrives(string launcher)
    {
        var sample = Of(launcher).With(("RANK", "7"), ("NODE_RANK", "7"), ("WORLD_SIZE", "9"), ("MASTER_ADDR", "elsewhere"), ("MAD_MULTI_NODE_RUNNER", "of the host"));
        var variables = PlanBench.Plan(sample, Sample.Topology(1, 2), hosts: ["node0", "node1"]).Plan.Variables;
        Assert.That((variables["RANK"], variables["NODE_RANK"], variables["WORLD_SIZE"], variables["MASTER_ADDR"]), Is.EqualTo(("1", "1", "2", "node0")));
    }

    private static PlannedContainer Plan(string launcher, int world) => PlanBench.Plan(Of(launcher), Sample.Topology(world - 1, world), hosts: ["node0", "node1"]);

    private static Sample Of(string launcher) =>
        new(Card: $$"""{"scripts": "scripts/alpha/run.sh", "n_gpus": "4", "distributed": {"launcher": "{{launcher}}", "port": 29511} }""") { Node = Sample.Gpus(GpuVendor.NVIDIA, 8) };
}
