using Fairlead.Emulators.Pods;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Pods;

public sealed class PodTests : IAsyncDisposable
{
    private static readonly string[] SetByShells = ["PWD", "OLDPWD", "SHLVL", "_"];
    private readonly TemporaryDirectory directory = new();
    private readonly PodSet pods;

    public PodTests() => pods = new PodSet(directory.Options());

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task A_pod_prints_both_streams_into_its_log_and_exits_with_its_code()
    {
        var pod = pods.Start(ShellPods.Spec("echo out; echo err >&2; printf tail; exit 7"));

        var log = await pod.LogAsync();

        Assert.That(log, Does.Contain("out\n").And.Contain("err\n").And.Contain("tail"));
        Assert.That(pod, Has.Property(nameof(Pod.ExitCode)).EqualTo(7).And.Property(nameof(Pod.State)).EqualTo(PodState.Failed));
    }

    [Test]
    public async Task A_pod_sees_its_variables_and_those_of_the_platform_and_no_other()
    {
        var spec = ShellPods.Spec("env", "worker-3") with { Variables = [new("GREETING", "hello"), new("LONG", "$(GREETING) you")] };

        var names = (await pods.Start(spec).LogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(names, Has.Some.EqualTo("HOSTNAME=worker-3").And.Some.EqualTo("LONG=hello you"));
        Assert.That(names.Select(line => line.Split('=')[0]).Except(SetByShells), Is.EquivalentTo(new[] { "PATH", "HOME", "TMPDIR", "HOSTNAME", "GREETING", "LONG" }));
    }

    [Test]
    public async Task A_value_that_the_kernel_does_not_take_fails_the_pod_with_that_text()
    {
        var pod = pods.Start(ShellPods.Spec("true") with { Variables = [new("BIG", new string('x', 140_000))] });

        Assert.That(await pod.LogAsync(), Does.Contain("argument list too long"));
        Assert.That(pod.State, Is.EqualTo(PodState.Failed));
    }

    [Test]
    public async Task What_a_pod_leaves_behind_ends_with_it_even_in_another_session()
    {
        var pod = pods.Start(ShellPods.Spec("sleep 600 & setsid sleep 600 & echo $$$$; exit 0"));

        var first = int.Parse(await pod.LogAsync(), System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(PodProcesses.Of(first, Path.Combine(directory.Path, "pods", "pod.1")), Is.Empty);
    }

    [Test]
    public async Task A_pod_that_ignores_TERM_is_killed_after_the_grace()
    {
        var pod = pods.Start(ShellPods.Spec("trap '' TERM; echo ready; while :; do sleep 600; done"));
        await Eventually.HoldsAsync("the pod is ready", () => Task.FromResult(new FileInfo(pod.Log.Path) is { Exists: true, Length: > 0 }));

        await pod.EndAsync();

        Assert.That(pod.ExitCode, Is.EqualTo(137));
    }

    [Test]
    public async Task Ending_all_pods_leaves_no_process_and_no_scratch_folder()
    {
        var pod = pods.Start(ShellPods.Spec("sleep 600 & wait"));

        await pods.DisposeAsync();

        Assert.That(pod.ExitCode, Is.EqualTo(143));
        Assert.That(Directory.GetDirectories(directory.File("pods")), Is.Empty);
    }

    [Test]
    public async Task An_image_can_lack_programs()
    {
        await using var bare = new PodSet(directory.Options() with { Images = new Dictionary<string, string> { ["bare"] = "/nowhere" } });

        var pod = bare.Start(ShellPods.Spec("ls") with { Image = "bare" });

        Assert.That(await pod.LogAsync(), Does.Contain("ls"));
        Assert.That(pod.ExitCode, Is.EqualTo(127));
    }
}
