using Fairlead.Backends.Cloud.KubeRay.Running;

namespace Fairlead.Backends.Tests.Cloud.KubeRay;

/// <summary>The line that a RayJob's driver starts with.</summary>
public sealed class KubeRayEntrypoint
{
    [Test]
    public void The_line_has_nothing_that_shells_change_within_double_quotes()
    {
        var parts = RayJobEntrypoint.Line.Split('"');
        Assert.Multiple(() =>
        {
            Assert.That(parts, Has.Length.EqualTo(3), "one word is quoted, and it holds no quote");
            Assert.That(parts[2], Is.Empty);
            Assert.That(RayJobEntrypoint.Line.IndexOfAny(['$', '`', '\\', '!', '\n']), Is.Negative);
        });
    }
}
