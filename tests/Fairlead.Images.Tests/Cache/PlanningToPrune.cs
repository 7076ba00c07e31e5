using System.Collections.Immutable;
using Fairlead.Images.Cache;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Cache;

public sealed class PlanningToPrune
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(null, null, "")]
    [TestCase(400L, null, "")]
    [TestCase(399L, null, "a")]
    [TestCase(300L, null, "a")]
    [TestCase(299L, null, "b a")]
    [TestCase(0L, null, "b a")]
    [TestCase(null, 1, "")]
    [TestCase(null, 2, "a")]
    [TestCase(null, 9, "b a")]
    public void Images_go_by_age_and_by_size_with_shared_layers_counted_once(long? maximumBytes, int? unusedSinceDay, string removed) =>
        Assert.That(Plan([Image("a", day: 1, "base", "a"), Image("b", day: 2, "base", "b"), Image("c", day: 3, "base", "c")], maximumBytes, unusedSinceDay), Is.EqualTo(removed));

    [Test]
    public void Nothing_older_stays_when_something_newer_went_for_its_size() =>
        Assert.That(Plan([Image("small", day: 1), Image("large", day: 2, "x", "y", "z"), Image("last", day: 3, "base")], maximumBytes: 200, null), Is.EqualTo("large small"));

    [Test]
    public void What_is_leased_stays_and_counts() =>
        Assert.That(Plan([Image("a", day: 1, "a") with { Leased = true }, Image("b", day: 2, "b"), Image("c", day: 3, "c")], maximumBytes: 200, 9), Is.EqualTo("b"));

    private static string Plan(IEnumerable<UsedEntry> entries, long? maximumBytes, int? unusedSinceDay) =>
        string.Join(' ', PrunePlan.Of(entries, maximumBytes, unusedSinceDay is { } day ? Start.AddDays(day) : null).Select(entry => entry.Reference));

    // Each layer takes a hundred bytes.
    private static UsedEntry Image(string reference, int day, params string[] layers)
    {
        var nothing = new CachedBlob(default, default, 0, "");
        ImmutableArray<CachedBlob> blobs = [.. layers.Select(layer => new CachedBlob(Digest.Of(layer), Digest.Of(layer), 100, ""))];
        return new UsedEntry(new ImageEntry(reference, nothing, nothing, blobs, "", 0, null, "", 0, null, default), Start.AddDays(day), Leased: false);
    }
}
