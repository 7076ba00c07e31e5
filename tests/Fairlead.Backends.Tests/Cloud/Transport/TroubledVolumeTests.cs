using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class TroubledVolumeTests
{
    private const int VolumeTrouble = 74;

    [Test]
    public async Task A_full_volume_is_told_and_shows_no_half_tree()
    {
        using var volume = new Volume();
        using var mount = await Mount.TmpfsAsync(volume.Home, kilobytes: 100);
        var pod = await volume.RunAsync();
        Assert.That(pod.ExitCode, Is.EqualTo(VolumeTrouble), pod.Output);
        Assert.That(pod.Output, Does.Contain("No space left on device"));
        Assert.That(Directory.Exists(volume.Tree), Is.False);
        Assert.That(volume.Leftovers(), Is.All.StartWith(".failed-"));
    }

    [Test]
    public async Task A_read_only_volume_is_told()
    {
        using var volume = new Volume();
        using var mount = await Mount.TmpfsAsync(volume.Home, kilobytes: 1000);
        await mount.MakeReadOnlyAsync();
        var pod = await volume.RunAsync();
        Assert.That(pod.ExitCode, Is.EqualTo(VolumeTrouble), pod.Output);
        Assert.That(pod.Output, Does.Contain(volume.PathOf("")[..^1]).And.Contain("Read-only file system"));
    }

    [Test]
    public async Task What_is_ready_on_a_read_only_volume_is_used()
    {
        using var volume = new Volume();
        using var mount = await Mount.TmpfsAsync(volume.Home, kilobytes: 1000);
        await volume.RunAsync();
        await mount.MakeReadOnlyAsync();
        var pod = await volume.RunAsync(("FAIRLEAD_RUN", "second"));
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("reads import this"));
    }
}
