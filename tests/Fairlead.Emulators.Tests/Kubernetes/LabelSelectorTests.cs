using Fairlead.Emulators.Kubernetes;

namespace Fairlead.Emulators.Tests.Kubernetes;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["a"] = "b", ["c"] = "d" };

    [TestCase(null, true)]
    [TestCase("a=b", true)]
    [TestCase("a==b,c=d", true)]
    [TestCase("a=b,c=e", false)]
    [TestCase("e=f", false)]
    public void All_pairs_have_to_be_there(string? selector, bool matches) =>
        Assert.That(LabelSelector.Matches(LabelSelector.Parse(selector)!, Labels), Is.EqualTo(matches));

    [TestCase("a!=b")]
    [TestCase("a")]
    [TestCase("a in (b)")]
    public void Other_operators_are_not_known(string selector) =>
        Assert.That(LabelSelector.Parse(selector), Is.Null);
}
