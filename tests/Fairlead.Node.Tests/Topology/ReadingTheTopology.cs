using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Topology;

public sealed class ReadingTheTopology
{
    [Test]
    public void A_node_by_itself_is_rank_0_of_1() =>
        Assert.That(Read(), Is.EqualTo(new JobTopology(0, 1, "127.0.0.1", new PortRange(22000, 16), "0", 0)));

    [TestCase("NODE_RANK=1;RANK=2;SLURM_NODEID=3;SLURM_PROCID=0", 1)]
    [TestCase("RANK=2;SLURM_NODEID=3;SLURM_PROCID=0", 2)]
    [TestCase("SLURM_NODEID=3;SLURM_PROCID=0", 3)]
    [TestCase("SLURM_PROCID=2", 2)]
    [TestCase("NODE_RANK=01", 1)]
    public void A_rank_comes_from_the_launcher_before_the_scheduler(string variables, int rank) =>
        Assert.That(Read($"{variables};NNODES=4").Rank, Is.EqualTo(rank));

    [TestCase("NNODES=2;WORLD_SIZE=3;SLURM_JOB_NUM_NODES=4", 2)]
    [TestCase("WORLD_SIZE=3;SLURM_JOB_NUM_NODES=4", 3)]
    [TestCase("SLURM_JOB_NUM_NODES=4", 4)]
    public void So_does_the_number_of_nodes(string variables, int world) =>
        Assert.That(Read($"{variables};NODE_RANK=0").World, Is.EqualTo(world));

    [Test]
    public void Slurm_tells_the_job_and_its_restarts() =>
        Assert.That(Read("SLURM_JOB_ID=4711;SLURM_RESTART_COUNT=2"), Has.Property("Job").EqualTo("4711").And.Property("Attempt").EqualTo(2));

    [TestCase("NODE_RANK=abc;NNODES=4", "NODE_RANK: expected a whole number of at least 0, found 'abc'")]
    [TestCase("NODE_RANK=;NNODES=4", "NODE_RANK: expected a whole number of at least 0, found ''")]
    [TestCase("NODE_RANK=-1;NNODES=4", "NODE_RANK: expected a whole number of at least 0, found '-1'")]
    [TestCase("NODE_RANK=+1;NNODES=4", "NODE_RANK: expected a whole number of at least 0, found '+1'")]
    [TestCase("RANK=1e0;NNODES=4", "RANK: expected a whole number of at least 0, found '1e0'")]
    [TestCase("SLURM_NODEID=4;NNODES=4", "SLURM_NODEID: expected a rank below NNODES, which is 4, found '4'")]
    [TestCase("NODE_RANK=99999999999;NNODES=4", "NODE_RANK: expected a whole number of at least 0, found '99999999999'")]
    [TestCase("NNODES=two", "NNODES: expected a whole number of at least 1, found 'two'")]
    [TestCase("WORLD_SIZE=0", "WORLD_SIZE: expected a whole number of at least 1, found '0'")]
    [TestCase("NNODES=2", "expected a rank in NODE_RANK, RANK, SLURM_NODEID, SLURM_PROCID, since NNODES is 2, found none of them")]
    [TestCase("MASTER_PORT=http", "MASTER_PORT: expected a whole number from 1 to 65535, found 'http'")]
    [TestCase("SLURM_JOB_ID=j1", "SLURM_JOB_ID: expected a whole number of at least 0, found 'j1'")]
    [TestCase("SLURM_RESTART_COUNT=x", "SLURM_RESTART_COUNT: expected a whole number of at least 0, found 'x'")]
    [TestCase("MASTER_ADDR=", "MASTER_ADDR: expected the name or address of rank 0's node, found ''")]
    [TestCase("MASTER_ADDR=a b", "MASTER_ADDR: expected the name or address of rank 0's node, found 'a b'")]
    [TestCase("FAIRLEAD_RENDEZVOUS_PORT=5000-", "FAIRLEAD_RENDEZVOUS_PORT: expected a whole number from 1 to 65535, found ''")]
    [TestCase("FAIRLEAD_RENDEZVOUS_PORT=5001-5000", "FAIRLEAD_RENDEZVOUS_PORT: expected a port, or a first and a last one of at most 1024 such as 20000-20015, found '5001-5000'")]
    [TestCase("FAIRLEAD_RENDEZVOUS_PORT=1-2-3", "FAIRLEAD_RENDEZVOUS_PORT: expected a port, or a first and a last one of at most 1024 such as 20000-20015, found '1-2-3'")]
    public void What_is_wrong_is_said_with_its_variable_and_value(string variables, string expected) =>
        Assert.That(Assert.Throws<FairleadException>(() => Read(variables)), Has.Message.EqualTo(expected).And.Property("ExitCode").EqualTo(ExitCode.Usage));

    [TestCase("FAIRLEAD_RENDEZVOUS_PORT=5000", 5000, 1)]
    [TestCase("FAIRLEAD_RENDEZVOUS_PORT=5000-5003", 5000, 4)]
    [TestCase("MASTER_PORT=29500;SLURM_JOB_ID=1", 22016, 16)]
    [TestCase("MASTER_PORT=29500;SLURM_JOB_ID=625", 22000, 16)]
    [TestCase("SLURM_JOB_ID=2147483647", 20352, 16)]
    public void Ports_are_those_that_are_named_or_follow_from_the_job(string variables, int first, int count) =>
        Assert.That(Read(variables).Ports, Is.EqualTo(new PortRange(first, count)));

    [Test]
    public void Derived_ports_are_below_those_of_outgoing_connections_and_never_the_port_of_the_training()
    {
        foreach (var job in Enumerable.Range(0, 700))
        {
            var ports = Read($"MASTER_PORT=29500;SLURM_JOB_ID={job}").Ports;
            Assert.That(ports.First, Is.GreaterThanOrEqualTo(20000));
            Assert.That(ports.Last, Is.LessThan(30000));
            Assert.That(ports.All, Has.None.EqualTo(29500));
        }
    }

    private static JobTopology Read(string variables = "") =>
        JobTopology.Read(variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
}
