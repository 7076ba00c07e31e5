namespace Fairlead.Primitives.Tests;

public sealed class Suggestions
{
    private static readonly string[] Names = ["executor", "profile", "recipe"];

    [TestCase("exeuctor", "executor")]
    [TestCase("Profil", "profile")]
    [TestCase("recipes", "recipe")]
    public void The_nearest_name_is_offered(string typed, string meant) =>
        Assert.That(Suggest.Nearest(typed, Names), Is.EqualTo(meant));

    [Test]
    public void Nothing_is_offered_for_a_word_unlike_any_other()
    {
        Assert.That(Suggest.Nearest("zzz", Names), Is.Null);
        Assert.That(Suggest.DidYouMean("zzz", Names), Is.Empty);
    }
}
