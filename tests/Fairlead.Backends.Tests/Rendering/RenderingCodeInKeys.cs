using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RenderingCodeInKeys
{
    private static readonly Guid Module = new("11111111-2222-3333-4444-555555555555");

    [Test]
    public void An_executor_has_one_identity_in_one_build()
    {
        var first = Known.Backends.Of("slurm").IdentifyRendering();
        Assert.That(Known.Backends.Of("slurm").IdentifyRendering(), Is.EqualTo(first));
    }

    [Test]
    public void Other_code_is_another_identity() =>
        Assert.That(RenderingIdentity.Of([Guid.Empty], [Digest.Of("a")]), Is.Not.EqualTo(RenderingIdentity.Of([Module], [Digest.Of("a")])));

    [Test]
    public void Every_template_counts() =>
        Assert.That(RenderingIdentity.Of([Module], [Digest.Of("a"), Digest.Of("c")]), Is.Not.EqualTo(RenderingIdentity.Of([Module], [Digest.Of("a"), Digest.Of("b")])));

    [Test]
    public void Executors_have_identities_of_their_own() =>
        Assert.That(Known.Backends.Of("slurm").IdentifyRendering(), Is.Not.EqualTo(Known.Backends.Of("local").IdentifyRendering()));
}
