using Fairlead.Node.Containers.Running;
using Fairlead.Primitives;
using Fairlead.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Node.Tests.Containers.Running;

public sealed class RunningContainers
{
    private readonly RunBench bench = new();

    [SetUp]
    public Task ReadyAsync() => EngineBench.ReadyAsync();

    [TearDown]
    public void Remove() => bench.Dispose();

    [Test]
    public async Task A_script_runs_in_its_folder_with_its_arguments_and_leaves_no_container()
    {
        var planned = bench.Plan("""
            echo "in $(pwd) as $(id -u) with $# : $1"
            echo loud >&2
            echo kept >result.txt
            """, new Sample(Card: """{"scripts": "run.sh", "args": "'a $(b) c'"}"""));
        var end = await bench.RunAsync(planned);
        Assert.That(end, Has.Property("Kind").EqualTo(EndKind.Exited).And.Property("ExitCode").Zero, bench.Log);
        Assert.That(bench.Log, Does.Contain("in /myworkspace as 0 with 1 : a $(b) c\n").And.EndWith("loud\n").And.StartWith("[fairlead 0123] phase model\n"));
        Assert.That(bench.Screen, Is.EqualTo(bench.Log));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Is.Empty);
        Assert.That(bench.IsDiagnosed, Is.False);
    }

    [Test]
    public async Task Values_arrive_in_the_container_whatever_they_hold_and_secrets_do_not_arrive_in_the_log()
    {
        var sample = new Sample("""{"docker_env_vars": {"LINES": "a\nb 'c' $(d)", "LOGIN": "user:${MAD_SECRETS_HFTOKEN}", "PATH": "/bin:/opt"}}""", """{"scripts": "run.sh"}""").With(("MAD_SECRETS_HFTOKEN", "hf_canary_4711"));
        var planned = bench.Plan("""
            printf '<%s> <%s> <%s>\n' "$LINES" "$LOGIN" "$PATH"
            printf 'hf_can'; sleep 1; printf 'ary_4711\n'
            [ "$LOGIN" = user:hf_canary_4711 ] && echo equal
            """, sample);
        await bench.RunAsync(planned);
        Assert.That(bench.Log, Does.Contain("<a\nb 'c' $(d)> <user:***> </bin:/opt>\n***\nequal\n"));
    }

    [Test]
    public async Task A_failure_is_looked_at_in_the_container_that_failed()
    {
        var planned = bench.Plan("""
            mkdir -p /run_logs; echo last words of hf_canary_4711 >/run_logs/worker.log
            sleep 300 &
            echo model text
            exit 3
            """, new Sample("""{"docker_env_vars": {"HF_TOKEN": "${MAD_SECRETS_HFTOKEN}"}}""", """{"scripts": "run.sh"}""").With(("MAD_SECRETS_HFTOKEN", "hf_canary_4711")));
        var end = await bench.RunAsync(planned);
        Assert.That((end.Kind, end.ExitCode), Is.EqualTo((EndKind.Exited, 3)));
        Assert.That(bench.Diagnosis("processes"), Does.Contain("sleep 300"));
        Assert.That(bench.Diagnosis("logs"), Does.Contain("last words of ***"));
        Assert.That(bench.Diagnosis("output"), Does.Contain("model text"));
        Assert.That(bench.Diagnosis("container"), Does.Contain("\"OOMKilled\""));
        Assert.That(bench.Diagnosis("disk"), Does.Contain("Filesystem"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Is.Empty);
    }

    [Test]
    public async Task A_model_that_takes_too_long_is_looked_at_and_ended()
    {
        var time = new FakeTimeProvider();
        var run = bench.RunAsync(bench.Plan("trap '' TERM\nsleep 600 &\necho hanging\nwait\n"), seconds: 7200, time);
        await Eventually.HoldsAsync("the model hangs", () => Task.FromResult(bench.Log.Contains("hanging", StringComparison.Ordinal)));
        time.Advance(TimeSpan.FromHours(2));
        var end = await run;
        Assert.That(end.Kind, Is.EqualTo(EndKind.TimedOut));
        Assert.That(bench.Diagnosis("processes"), Does.Contain("sleep 600"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Is.Empty);
    }

    [Test]
    public async Task A_cancelled_model_is_told_so_looked_at_and_removed()
    {
        using var cancelled = new CancellationTokenSource();
        var run = bench.RunAsync(bench.Plan("trap 'echo told; exit 9' TERM\necho ready\nwhile :; do sleep 1; done\n"), cancellationToken: cancelled.Token);
        await Eventually.HoldsAsync("the model is ready", () => Task.FromResult(bench.Log.Contains("ready", StringComparison.Ordinal)));
        await cancelled.CancelAsync();
        var end = await run;
        Assert.That((end.Kind, end.ExitCode), Is.EqualTo((EndKind.Cancelled, 9)));
        Assert.That(bench.Log, Does.EndWith("told\n"));
        Assert.That(bench.Diagnosis("processes"), Does.Contain("run.sh"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Is.Empty);
    }

    [Test]
    public async Task What_the_image_lacks_for_a_probe_is_done_in_another_way_or_said()
    {
        await bench.RunAsync(bench.Plan("rm /bin/netstat\nexit 1\n"));
        Assert.That(bench.Diagnosis("sockets"), Does.StartWith("nothing to be had:\n").And.Contain("ss").And.Contain("lsof"));
        using var other = new RunBench();
        await other.RunAsync(other.Plan("exit 1\n"));
        Assert.That(other.Diagnosis("sockets"), Does.Contain("Active Internet connections"));
    }

    [Test]
    public async Task Two_jobs_with_one_image_leave_each_other_alone()
    {
        using var other = new RunBench();
        using var stop = new CancellationTokenSource();
        var longer = other.RunAsync(other.Plan("echo ready\nsleep 600\n"), cancellationToken: stop.Token);
        await Eventually.HoldsAsync("the other is ready", () => Task.FromResult(other.Log.Contains("ready", StringComparison.Ordinal)));
        await bench.RunAsync(bench.Plan("exit 1\n"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={other.Topology.Job}"), Has.Count.EqualTo(1));
        await stop.CancelAsync();
        Assert.That((await longer).Kind, Is.EqualTo(EndKind.Cancelled));
    }

    [Test]
    public async Task A_rank_that_runs_already_is_not_run_twice()
    {
        using var other = new RunBench { Topology = bench.Topology };
        using var stop = new CancellationTokenSource();
        var first = other.RunAsync(other.Plan("echo ready\nsleep 600\n"), cancellationToken: stop.Token);
        await Eventually.HoldsAsync("the first is ready", () => Task.FromResult(other.Log.Contains("ready", StringComparison.Ordinal)));
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => bench.RunAsync(bench.Plan("exit 0\n"))))!.Problem, Does.Contain("has a container named fairlead-").And.Contain("already"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Has.Count.EqualTo(1));
        await stop.CancelAsync();
        await first;
    }

    [Test]
    public async Task Phases_follow_each_other_and_the_first_that_fails_is_the_last()
    {
        bench.Write("pre.sh", "echo before \"$1\"\n");
        bench.Write("post.sh", "echo after\nexit 5\n");
        bench.Write("never.sh", "echo never\n");
        var planned = bench.Plan("echo model\n", new Sample("""{"pre_scripts": [{"path": "pre.sh", "args": "'it all'"}], "post_scripts": [{"path": "post.sh"}, {"path": "never.sh"}]}""", """{"scripts": "run.sh"}"""));
        var end = await bench.RunAsync(planned);
        Assert.That(end.ExitCode, Is.EqualTo(5));
        Assert.That(bench.Log, Is.EqualTo("[fairlead 0123] phase pre-script\nbefore it all\n[fairlead 0123] phase model\nmodel\n[fairlead 0123] phase post-script\nafter\n[fairlead 0123] ended 5\n"));
    }

    [Test]
    public async Task An_image_without_a_shell_is_said_to_lack_it_and_leaves_no_container()
    {
        await EngineBench.Own.ImportWithoutShellAsync("fairlead-test/shell-less:1");
        var planned = bench.Plan("exit 0\n");
        var without = planned with { Plan = planned.Plan with { Image = "fairlead-test/shell-less:1" } };
        var fault = await Assert.ThrowsAsync<FairleadException>(() => bench.RunAsync(without));
        Assert.That(fault!.Message, Does.Contain("cannot be started").And.Contain("the image needs sh"));
        Assert.That(await RunBench.ContainersAsync($"label=dev.fairlead.node.job={bench.Topology.Job}"), Is.Empty);
    }

    [Test]
    public async Task A_process_that_the_kernel_ends_for_its_memory_is_seen()
    {
        var planned = bench.Plan("exec tail /dev/zero\n", new Sample(Card: """{"scripts": "run.sh", "additional_docker_run_options": "--memory=16m --memory-swap=16m"}"""));
        var end = await bench.RunAsync(planned, seconds: 60);
        Assert.That((end.Kind, end.ExitCode, end.IsOutOfMemory), Is.EqualTo((EndKind.Exited, 137, true)), bench.Log);
    }

    [Test]
    public async Task What_is_kept_is_taken_out_of_the_container_before_it_goes()
    {
        using var folder = new TemporaryDirectory();
        await bench.RunAsync(bench.Plan("mkdir /out; echo here >/out/x\nexit 1\n"), beforeRemoval: id => EngineBench.Own.SucceedAsync("cp", $"{id}:/out/x", folder.File("x")));
        Assert.That(File.ReadAllText(folder.File("x")), Is.EqualTo("here\n"));
    }
}
