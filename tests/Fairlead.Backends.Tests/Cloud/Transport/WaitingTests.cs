using System.Diagnostics;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class WaitingTests
{
    private const int WaitedTooLong = 75;

    [Test]
    public async Task Nodes_whose_first_was_killed_while_it_unpacked_stop_at_the_limit_and_say_where_they_looked()
    {
        using var volume = new Volume();
        var plan = volume.Plan(nodes: 2);
        var slow = SlowTar(volume);
        using var first = ChildProcess.Start("dash", ["-c", PodBootstrap.Script], environment: Pod.Environment(plan, ("NODE_RANK", "0"), ("PATH", slow)));
        await Eventually.HoldsAsync("the first node unpacks", () => Task.FromResult(File.Exists(volume.Beside("unpacking"))));
        first.Kill(entireProcessTree: true);
        await first.WaitForExitAsync();

        var second = await Pod.RunAsync(plan, ("NODE_RANK", "1"), ("FAIRLEAD_TRANSPORT_WAIT_S", "1"), ("HOSTNAME", "host-b"));
        Assert.That(second.ExitCode, Is.EqualTo(WaitedTooLong), second.Output);
        Assert.That(second.Output, Does.Contain($"node 1 on host-b waited 1 s for {volume.Tree}/.ready").And.Contain("\"exit_code\":75,\"kind\":\"pod\",\"member\":null"));
        Assert.That(Directory.Exists(volume.Tree), Is.False);
    }

    [Test]
    public async Task Nodes_whose_first_failed_stop_at_once_for_the_same_reason()
    {
        using var volume = new Volume();
        var plan = volume.Plan(nodes: 2);
        var damaged = plan with { Variables = plan.Variables.SetItem("FAIRLEAD_SRC_SHA256", new string('a', 64)) };
        var watch = Stopwatch.StartNew();
        var pods = await Task.WhenAll(Pod.RunAsync(damaged, ("NODE_RANK", "1")), Pod.RunAsync(damaged, ("NODE_RANK", "0")));
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.EqualTo(65), string.Concat(pods.Select(pod => pod.Output)));
        Assert.That(pods[0].Output, Does.Contain("another node could not bring SRC: SRC is damaged"));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(5)), "the limit was 10 minutes");
    }

    [Test]
    public async Task A_node_that_is_asked_to_end_leaves_nothing_behind()
    {
        using var volume = new Volume();
        var slow = SlowTar(volume);
        using var pod = ChildProcess.Start("dash", ["-c", PodBootstrap.Script], environment: Pod.Environment(volume.Plan(), ("PATH", slow)));
        await Eventually.HoldsAsync("the node unpacks", () => Task.FromResult(File.Exists(volume.Beside("unpacking"))));
        await ChildProcess.RunAsync("kill", ["-TERM", $"{pod.Id}"]);
        File.Delete(volume.Beside("unpacking"));
        await pod.WaitForExitAsync();
        Assert.That(pod.ExitCode, Is.EqualTo(143));
        Assert.That(volume.Leftovers(), Is.Empty);
    }

    // Unpacks for as long as the file "unpacking" is there.
    private static string SlowTar(Volume volume)
    {
        var folder = Directory.CreateDirectory(volume.Beside("bin")).FullName;
        var tar = Path.Combine(folder, "tar");
        File.WriteAllText(tar, $"#!/bin/sh\n: >'{volume.Beside("unpacking")}'\nwhile [ -f '{volume.Beside("unpacking")}' ]; do sleep 0.1; done\n");
        File.SetUnixFileMode(tar, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
