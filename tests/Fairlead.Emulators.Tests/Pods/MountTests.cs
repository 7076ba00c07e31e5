using Fairlead.Emulators.Pods;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Pods;

public sealed class MountTests : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly PodSet pods;
    private readonly string volume;
    private readonly string path;

    public MountTests()
    {
        pods = new PodSet(directory.Options());
        volume = Directory.CreateDirectory(directory.File("volume with a space")).FullName;
        path = Directory.CreateDirectory(directory.File("mount 'point'")).FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await pods.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task A_volume_mounted_where_it_lies_needs_no_rights()
    {
        var pod = pods.Start(Spec("echo hello > \"$WHERE/word\"", volume, readOnly: false));

        Assert.That((await pod.Completion, File.ReadAllText(Path.Combine(volume, "word"))), Is.EqualTo((0, "hello\n")));
    }

    [Test]
    public async Task A_volume_is_seen_at_its_path_by_its_pods_alone()
    {
        Service.Require(Environment.IsPrivilegedProcess, "only root can mount");

        var first = pods.Start(Spec("echo hello > \"$WHERE/word\"", path, readOnly: false));
        await first.Completion;
        var second = pods.Start(Spec("cat \"$WHERE/word\"", path, readOnly: false, "second"));

        Assert.That(await second.LogAsync(), Is.EqualTo("hello\n"), await first.LogAsync());
        Assert.That(Directory.GetFiles(path), Is.Empty);
    }

    [Test]
    public async Task A_volume_can_be_read_only()
    {
        Service.Require(Environment.IsPrivilegedProcess, "only root can mount");

        var pod = pods.Start(Spec("echo hello > \"$WHERE/word\"", path, readOnly: true));

        Assert.That(await pod.LogAsync(), Does.Contain("Read-only"));
        Assert.That(pod.ExitCode, Is.Not.Zero);
    }

    [Test]
    public async Task A_path_that_is_not_there_fails_the_pod_and_says_what_to_do()
    {
        var pod = pods.Start(Spec("true", directory.File("none"), readOnly: false));

        Assert.That(await pod.LogAsync(), Does.Contain(directory.File("none")).And.Contain("mount the volume where it lies"));
        Assert.That(pod.State, Is.EqualTo(PodState.Failed));
    }

    private PodSpec Spec(string script, string at, bool readOnly, string name = "pod") => ShellPods.Spec(script, name) with
    {
        Mounts = [new PodMount(volume, at, readOnly)],
        Variables = [new("WHERE", at)],
    };
}
