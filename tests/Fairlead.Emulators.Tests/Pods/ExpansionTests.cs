using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Tests.Pods;

public sealed class ExpansionTests
{
    [TestCase("plain", "plain")]
    [TestCase("$(A)-$(A)", "1-1")]
    [TestCase("$(UNKNOWN)", "$(UNKNOWN)")]
    [TestCase("$$(A)", "$(A)")]
    [TestCase("$$$(A)", "$1")]
    [TestCase("$A ${A} $", "$A ${A} $")]
    [TestCase("$(A", "$(A")]
    [TestCase("$$", "$")]
    [TestCase("", "")]
    public void Text_is_expanded_as_the_kubelet_does(string text, string expected) =>
        Assert.That(Expansion.Expand(text, new Dictionary<string, string> { ["A"] = "1" }), Is.EqualTo(expected));

    [Test]
    public void A_value_uses_only_those_before_it() =>
        Assert.That(
            Expansion.Expand([new("A", "$(B)"), new("B", "2"), new("C", "$(B)")]),
            Is.EqualTo(new Dictionary<string, string> { ["A"] = "$(B)", ["B"] = "2", ["C"] = "2" }));

    [Test]
    public void A_value_from_a_secret_is_left_as_it_is() =>
        Assert.That(Expansion.Expand([new("A", "$$(A)", Literal: true), new("B", "$(A)")]), Is.EqualTo(new Dictionary<string, string> { ["A"] = "$$(A)", ["B"] = "$$(A)" }));
}
