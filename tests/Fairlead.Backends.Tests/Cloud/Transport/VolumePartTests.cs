using Fairlead.Backends.Cloud.Transport;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class VolumePartTests
{
    [Test]
    public async Task Parts_that_pods_stored_are_joined_by_the_job()
    {
        using var volume = new Volume { Mode = TransportMode.Volume };
        var plan = volume.Plan();
        Assert.That(plan.Parts, Has.Length.GreaterThan(2));
        foreach (var part in plan.Parts)
        {
            var stored = await Pod.RunAsync(new TransportPlan(part.Variables(volume.Home, volume.Limits), []));
            Assert.That(stored.ExitCode, Is.Zero, stored.Output);
            Assert.That(File.ReadAllBytes(volume.PathOf(part.Name)), Is.EqualTo(part.Content.ToArray()));
        }

        var pod = await Pod.RunAsync(plan);
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("reads import this"));
    }

    [Test]
    public async Task A_part_that_is_not_there_is_named()
    {
        using var volume = new Volume { Mode = TransportMode.Volume };
        var pod = await volume.RunAsync();
        Assert.That(pod.ExitCode, Is.EqualTo(64), pod.Output);
        Assert.That(pod.Output, Does.Match("part 0 of [0-9]+ of SRC is missing").And.Contain(volume.PathOf(volume.Plan().Parts[0].Name)));
    }

    [Test]
    public async Task A_damaged_part_is_not_stored()
    {
        using var volume = new Volume { Mode = TransportMode.Volume };
        var part = volume.Plan().Parts[0] with { Content = new byte[10] };
        var pod = await Pod.RunAsync(new TransportPlan(part.Variables(volume.Home, volume.Limits), []));
        Assert.That(pod.ExitCode, Is.EqualTo(65), pod.Output);
        Assert.That(pod.Output, Does.Contain(part.Digest.ToString()));
        Assert.That(volume.Leftovers(), Is.Empty);
    }

    [Test]
    public async Task A_part_is_stored_again_over_what_was_there()
    {
        using var volume = new Volume { Mode = TransportMode.Volume };
        var part = volume.Plan().Parts[0];
        volume.Write(part.Name, "half");
        await Pod.RunAsync(new TransportPlan(part.Variables(volume.Home, volume.Limits), []));
        Assert.That(File.ReadAllBytes(volume.PathOf(part.Name)), Is.EqualTo(part.Content.ToArray()));
    }
}
