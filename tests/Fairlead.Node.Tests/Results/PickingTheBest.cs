using System.Collections.Immutable;
using Fairlead.Node.Results;

namespace Fairlead.Node.Tests.Results;

public sealed class PickingTheBest
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Test]
    public void The_file_with_figures_is_picked()
    {
        Assert.That(Best(Of(0, "performance\n\n"), Of(1, "performance\n"), Of(2, "performance\n1\n2\n3\n")), Is.EqualTo(2));
        Assert.That(Best(Of(0, "performance\nnan\nN/A\ninf\n"), Of(1, "performance\n1\n")), Is.EqualTo(1));
    }

    [Test]
    public void A_tie_goes_to_more_rows_then_the_newest_then_the_lowest_rank()
    {
        Assert.That(Best(Of(0, "performance\n1\n"), Of(1, "performance\n1\nN/A\n")), Is.EqualTo(1));
        Assert.That(Best(Of(0, "performance\n1\n"), Of(1, "performance\n1\n", minutes: 1)), Is.EqualTo(1));
        Assert.That(Best(Of(2, "performance\n1\n"), Of(1, "performance\n1\n"), Of(3, "performance\n1\n")), Is.EqualTo(1));
    }

    [Test]
    public void The_order_of_the_folder_does_not_matter()
    {
        var candidates = new[] { Of(0, "performance\n1\n"), Of(1, "performance\n1\n2\n"), Of(2, "performance\n1\n2\n", minutes: -1), Of(3, "performance\n\n") };
        var chance = new Random(4711);
        for (var round = 0; round < 50; round++)
        {
            chance.Shuffle(candidates);
            Assert.That(Best(candidates), Is.EqualTo(1));
        }
    }

    [Test]
    public void None_is_picked_when_none_has_a_figure() =>
        Assert.That(ResultCandidate.Best([Of(0, "performance\n"), Of(1, "model,metric\na,b\n"), Of(2, "")]), Is.Null);

    [Test]
    public void All_candidates_are_told()
    {
        ImmutableArray<ResultCandidate> candidates = [Of(0, "performance\n\n"), Of(1, "performance\n1\nN/A\n"), Of(2, "") with { Fault = "no permission" }];
        Assert.That(ResultCandidate.Describe(candidates, candidates[1]), Is.EqualTo(new[] { "  node_0/perf.csv: 0 figures in 0 rows", "* node_1/perf.csv: 1 figures in 2 rows", "  node_2/perf.csv: no permission" }));
    }

    private static int? Best(params ResultCandidate[] candidates) => ResultCandidate.Best(candidates)!.Rank;

    private static ResultCandidate Of(int rank, string text, int minutes = 0) => new($"node_{rank}/perf.csv", rank, Noon.AddMinutes(minutes), ResultTable.Parse(text));
}
