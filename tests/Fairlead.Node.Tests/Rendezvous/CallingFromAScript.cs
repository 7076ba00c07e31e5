using System.Net;
using System.Net.Sockets;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class CallingFromAScript
{
    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, "fairlead-node");

    [TestCase("2")]
    [TestCase("1")]
    public async Task Every_rank_prints_what_rank_0_says(string protocol)
    {
        var port = Ports.Next();
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(rank => CallAsync(rank, 3, port, [$"--payload=of-{rank}"], ("FAIRLEAD_RENDEZVOUS_PROTOCOL", protocol))));
        foreach (var result in results)
            Assert.That((result.ExitCode, result.Output.TrimEnd()), Is.EqualTo((0, "of-0")), result.Error);
    }

    [Test]
    public async Task Ranks_that_disagree_all_fail_with_the_reason()
    {
        var port = Ports.Next();
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(rank => CallAsync(rank, 2, port, [$"--subject=image-{rank}"])));
        foreach (var result in results)
        {
            Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.StageFailed));
            Assert.That(result.Error, Does.Contain("fairlead-node: rank 1 is at 'published' of 'image-1', and rank 0 at 'published' of 'image-0'"));
        }
    }

    [TestCase("NODE_RANK", "abc", "NODE_RANK: expected a whole number of at least 0, found 'abc'")]
    [TestCase("NNODES", "two", "NNODES: expected a whole number of at least 1, found 'two'")]
    [TestCase("FAIRLEAD_RENDEZVOUS_PROTOCOL", "3", "FAIRLEAD_RENDEZVOUS_PROTOCOL: expected 1 or 2, found '3'")]
    [TestCase("FAIRLEAD_JOB_SECRET", "short", "FAIRLEAD_JOB_SECRET: expected 64 hexadecimal digits")]
    [TestCase("MAD_BARRIER_TIMEOUT_S", "1e3", "MAD_BARRIER_TIMEOUT_S: expected a whole number of at least 1, found '1e3'")]
    public async Task What_is_wrong_ends_it_before_any_socket_is_opened(string variable, string value, string expected)
    {
        var result = await CallAsync(0, 2, Ports.Next(), [], (variable, value));
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.Usage));
        Assert.That(result.Error, Does.Contain($"fairlead-node: {expected}"));
    }

    [Test]
    public async Task Where_rank_0_may_have_few_descriptors_strangers_do_not_take_the_last()
    {
        var port = Ports.Next();
        var host = CallAsync(["sh", "-c", "ulimit -n 128; exec \"$@\"", "sh", Node], 0, 2, port, [], ("FAIRLEAD_RENDEZVOUS_TIMEOUT_S", "20"));
        await Party.UntilAsync(() => IsHeard(port));
        var strangers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Stranger.CallAsync(port)));
        using var rank = await Stranger.CallAsync(port);
        var (seal, entry) = await rank.EntryAsync(JobSecret.Parse(new string('a', 64), "test"), 1, 2, job: "0");
        await rank.SayAsync(entry);
        Assert.That(await rank.HearAsync(), Does.StartWith("WELCOME "));
        await rank.SayAsync(seal.Close(Side.Caller, 1, MessageText.Of(new Message.Abort(1, "seen enough"))));
        Assert.That((await host).Error, Does.Contain("fairlead-node: rank 1 gave up: seen enough"));
        foreach (var stranger in strangers)
            stranger.Dispose();
    }

    [Test]
    public async Task At_the_deadline_it_says_who_is_missing()
    {
        var result = await CallAsync(0, 2, Ports.Next(), [], ("FAIRLEAD_RENDEZVOUS_TIMEOUT_S", "1"));
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.StageFailed));
        Assert.That(result.Error, Does.Contain("fairlead-node: rank 1 did not come to 'published' within 1 s"));
    }

    private static bool IsHeard(int port)
    {
        try
        {
            using var caller = new TcpClient();
            caller.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Task<ProcessResult> CallAsync(int rank, int world, int port, string[] options, params (string Name, string Value)[] variables) =>
        CallAsync([Node], rank, world, port, options, variables);

    private static Task<ProcessResult> CallAsync(string[] command, int rank, int world, int port, string[] options, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>
        {
            ["NODE_RANK"] = $"{rank}",
            ["NNODES"] = $"{world}",
            ["FAIRLEAD_RENDEZVOUS_PORT"] = $"{port}",
            ["FAIRLEAD_JOB_SECRET"] = new string('a', 64),
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return ChildProcess.RunAsync("/usr/bin/env", [.. environment.Select(variable => $"{variable.Key}={variable.Value}"), .. command, "rendezvous", "--phase=published", .. options]);
    }
}
