namespace Fairlead.Primitives.Tests;

public sealed class GrowingPauses
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Test]
    public void Double_up_to_their_limit_and_begin_again_after_news()
    {
        var pauses = new Pauses(First, Longest);
        Assert.That(Enumerable.Range(0, 5).Select(_ => pauses.Next().TotalSeconds), Is.EqualTo(new[] { 0.2, 0.4, 0.8, 1.6, 2 }));
        pauses.Restart();
        Assert.That(pauses.Next(), Is.EqualTo(First));
    }

    [Test]
    public void Stay_at_their_limit_for_as_long_as_nothing_happens()
    {
        var pauses = new Pauses(First, Longest);
        Assert.That(Enumerable.Range(0, 10_000).Select(_ => pauses.Next()).ToList()[^1], Is.EqualTo(Longest));
    }
}
