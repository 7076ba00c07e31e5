using Fairlead.Emulators.Pods;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Ray;

public sealed class RayCommandTests : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly PodSet pods;

    public RayCommandTests() => pods = new PodSet(new EmulatorOptions(directory.Path) { RayCommand = true });

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task Nodes_join_their_head_and_leave_when_it_stops()
    {
        var worker = Start("a-worker-1", "until ray start --address=127.0.0.1:6379 --block; do sleep 0.1; done 2>&1");
        var head = Start("a-worker-0", "ray start --head --port=6379 && until [ $(ray status | grep -c '^ 1 node_') = 2 ]; do sleep 0.1; done; ray status; ray stop");

        Assert.That(await head.Completion, Is.Zero, Log(head));
        Assert.That(await worker.Completion, Is.Zero);
        Assert.That(Log(head), Does.Match("Active:\n 1 node_[0-9a-f]{28}\n 1 node_[0-9a-f]{28}\nPending:"));
        Assert.That(Log(head), Does.EndWith("Stopped all Ray processes.\n"));
    }

    [TestCase("ray start --address=127.0.0.1:6379", 1, "RuntimeError: Failed to connect to GCS at address 127.0.0.1:6379 within 5 seconds.")]
    [TestCase("ray start", 2, "Error: 'ray start' should either use --head or --address")]
    [TestCase("ray start --head --address=127.0.0.1:6379", 2, "Error: --address cannot be used with --head")]
    [TestCase("ray start --head --nonsense", 2, "Error: No such option: --nonsense")]
    [TestCase("ray start --head && ray start --head", 1, "Ray is already running on this node")]
    [TestCase("ray status", 1, "ConnectionError: Could not find any running Ray instance.")]
    [TestCase("ray dance", 2, "Error: No such command 'dance'.")]
    [TestCase("ray stop", 0, "Did not find any active Ray processes.")]
    public async Task It_fails_where_ray_fails(string script, int code, string words)
    {
        var pod = Start("a-worker-0", script);

        Assert.That(await pod.Completion, Is.EqualTo(code));
        Assert.That(Log(pod), Does.Contain(words));
    }

    [Test]
    public async Task Workloads_do_not_see_each_others_clusters()
    {
        var one = Start("one-worker-0", "ray start --head --port=6379");
        Assert.That(await one.Completion, Is.Zero);

        var other = Start("other-worker-1", "ray start --address=127.0.0.1:6379");

        Assert.That(await other.Completion, Is.EqualTo(1));
    }

    [Test]
    public async Task The_script_is_clean_for_shellcheck()
    {
        Service.Require("shellcheck");

        var result = await ChildProcess.RunAsync("shellcheck", [Path.Combine(directory.Path, "ray", "bin", "ray")]);

        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    private Pod Start(string name, string script) => pods.Start(new PodSpec("space", name, ["/bin/sh", "-c", script.Replace("$", "$$", StringComparison.Ordinal)]));

    private static string Log(Pod pod) => File.Exists(pod.Log.Path) ? File.ReadAllText(pod.Log.Path) : "";
}
