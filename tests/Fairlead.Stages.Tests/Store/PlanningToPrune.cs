using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Tests.Store;

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
    public void Entries_go_by_age_and_by_size_with_shared_blobs_counted_once(long? maximumBytes, int? unusedSinceDay, string removed) =>
        Assert.That(Plan([Entry("a", day: 1, "base", "a"), Entry("b", day: 2, "base", "b"), Entry("c", day: 3, "base", "c")], maximumBytes, unusedSinceDay), Is.EqualTo(removed));

    [Test]
    public void A_blob_that_an_entry_names_twice_counts_once() =>
        Assert.That(Plan([Entry("a", day: 1, "a", "a"), Entry("b", day: 2, "b")], maximumBytes: 200, null), Is.Empty);

    [Test]
    public void Nothing_older_stays_when_something_newer_went_for_its_size() =>
        Assert.That(Plan([Entry("small", day: 1), Entry("large", day: 2, "x", "y", "z"), Entry("last", day: 3, "base")], maximumBytes: 200, null), Is.EqualTo("large small"));

    [Test]
    public void What_has_to_stay_stays_and_counts() =>
        Assert.That(Plan([Entry("a", day: 1, "a") with { Stays = true }, Entry("b", day: 2, "b"), Entry("c", day: 3, "c")], maximumBytes: 200, 9), Is.EqualTo("b"));

    // Each blob takes a hundred bytes.
    private static string Plan(IEnumerable<UsedEntry> entries, long? maximumBytes, int? unusedSinceDay) =>
        string.Join(' ', PrunePlan.Of(entries, _ => 100, maximumBytes, unusedSinceDay is { } day ? Start.AddDays(day) : null).Select(entry => entry.Name));

    private static UsedEntry Entry(string name, int day, params string[] blobs) => new(name, Start.AddDays(day), [.. blobs.Select(Digest.Of)]);
}
