using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

public sealed class CountingAmdGpus
{
    [Test]
    public void Render_nodes_come_in_the_drivers_order_without_processors()
    {
        using var topology = new TemporaryDirectory();
        foreach (var (node, minor) in new[] { (0, 0), (1, 0), (2, 128), (10, 137), (3, 129) })
            topology.Write($"{node}/properties", $"cpu_cores_count {(minor == 0 ? 64 : 0)}\nsimd_count {(minor == 0 ? 0 : 304)}\ndrm_render_minor {minor}\n");
        Assert.That(RenderNodes.Read(topology.Path), Is.EqualTo(new[] { 128, 129, 137 }));
    }

    [Test]
    public void A_machine_without_the_driver_has_none() => Assert.That(RenderNodes.Read("/nonexistent"), Is.Empty);
}
