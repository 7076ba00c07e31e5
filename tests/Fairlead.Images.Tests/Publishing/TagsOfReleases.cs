using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Publishing;

public sealed class TagsOfReleases
{
    [TestCase("1.4.2", "1.4.2", "1.4", "1", "latest")]
    [TestCase("0.3.0", "0.3.0", "0.3", "0", "latest")]
    [TestCase("1.5.0-rc.1", "1.5.0-rc.1")]
    [TestCase("1.0.0-alpha-7.x", "1.0.0-alpha-7.x")]
    public void A_release_moves_the_tags_it_is_the_newest_of_and_a_prerelease_none(string version, params string[] tags) =>
        Assert.That(ReleaseTags.Of(version), Is.EqualTo(tags));

    [TestCase("1.4")]
    [TestCase("v1.4.2")]
    [TestCase("01.4.2")]
    [TestCase("1.4.2-")]
    [TestCase("1.4.2-01")]
    [TestCase("1.4.2\n")]
    [TestCase("")]
    public void What_is_no_version_is_named(string version)
    {
        var fault = Assert.Throws<FairleadException>(() => ReleaseTags.Of(version))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Problem, Does.Contain($"found '{version}'"));
    }

    [Test]
    public void Build_metadata_fits_into_no_tag() =>
        Assert.That(() => ReleaseTags.Of("1.4.2+5"), Throws.InstanceOf<FairleadException>().With.Message.Contain("build metadata"));

    [Test]
    public void A_version_longer_than_a_tag_is_refused() =>
        Assert.That(() => ReleaseTags.Of($"1.0.0-{new string('a', 123)}"), Throws.InstanceOf<FairleadException>().With.Message.Contain("at most 128"));
}
