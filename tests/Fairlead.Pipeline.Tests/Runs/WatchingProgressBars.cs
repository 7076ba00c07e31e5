using Fairlead.Pipeline.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Runs;

public sealed class WatchingProgressBars
{
    private static readonly IEnumerable<LogLine> Bar = Enumerable.Range(0, 100).Select(percent => new LogLine("rank 0", new SplitLine($"{percent}%", IsOverwritten: true)));

    [Test]
    public void On_a_terminal_a_bar_is_shown_now_and_then_and_its_last_state_always()
    {
        var bars = new ProgressBars(isWatched: true, new PauseTime());
        var shown = Bar.Append(new LogLine("rank 0", "100%")).Append(new LogLine("rank 1", new SplitLine("0%", IsOverwritten: true))).Where(bars.Shows).Select(line => $"{line}");
        Assert.That(shown, Is.EqualTo(new[] { "[rank 0] 0%", "[rank 0] 100%", "[rank 1] 0%" }));
    }

    [Test]
    public void In_a_file_all_stays() =>
        Assert.That(Bar.Where(new ProgressBars(isWatched: false, TimeProvider.System).Shows).Count(), Is.EqualTo(100));
}
