using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class LosingTheNetwork
{
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(3);

    // Each takes its time, and they have nothing in common: together they take no longer than the longest.
    [Test]
    public Task Ranks_of_nodes_that_lose_each_other_end_or_go_on_as_they_should() =>
        Task.WhenAll(CutOffAsync(), CutOffBrieflyAsync(), CutOffAtFirstAsync(), KilledAndStartedAnewAsync());

    private static async Task CutOffAsync()
    {
        await using var nodes = await TwoNodes.ConnectAsync();
        var ranks = new[] { nodes.MeetAsync(0, 3), nodes.MeetAsync(1, 3) };
        await Task.Delay(Arrival);
        await nodes.PullCableAsync();
        var results = await Task.WhenAll(ranks);
        Assert.That(results.Select(result => result.ExitCode), Is.All.EqualTo((int)ExitCode.StageFailed));
        Assert.That(results[0].Error, Does.Match(@"fairlead-node: rank 1 at 10\.77\.0\.2:\d+ is lost: it gave no sign of life for 15 s"));
        Assert.That(results[1].Error, Does.Contain("fairlead-node: rank 0 is lost: "));
    }

    private static async Task CutOffBrieflyAsync()
    {
        await using var nodes = await TwoNodes.ConnectAsync();
        var ranks = new List<Task<ProcessResult>> { nodes.MeetAsync(0, 3), nodes.MeetAsync(1, 3) };
        await Task.Delay(Arrival);
        await nodes.PullCableAsync();
        await Task.Delay(TimeSpan.FromSeconds(4));
        await nodes.PlugCableInAsync();
        ranks.Add(nodes.MeetAsync(2, 3));
        await AllGoOnAsync(ranks);
    }

    private static async Task CutOffAtFirstAsync()
    {
        await using var nodes = await TwoNodes.ConnectAsync();
        await nodes.PullCableAsync();
        var ranks = new[] { nodes.MeetAsync(0, 2), nodes.MeetAsync(1, 2) };
        await Task.Delay(Arrival);
        await nodes.PlugCableInAsync();
        await AllGoOnAsync(ranks);
    }

    private static async Task KilledAndStartedAnewAsync()
    {
        await using var nodes = await TwoNodes.ConnectAsync();
        using var kill = new CancellationTokenSource();
        var ranks = new List<Task<ProcessResult>> { nodes.MeetAsync(0, 3) };
        var killed = nodes.MeetAsync(1, 3, kill.Token);
        await Task.Delay(Arrival);
        await kill.CancelAsync();
        ranks.Add(nodes.MeetAsync(1, 3));
        ranks.Add(nodes.MeetAsync(2, 3));
        await AllGoOnAsync(ranks);
        await ((Task)killed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AllGoOnAsync(IEnumerable<Task<ProcessResult>> ranks)
    {
        foreach (var result in await Task.WhenAll(ranks))
            Assert.That((result.ExitCode, result.Output.TrimEnd()), Is.EqualTo((0, "go")), result.Error);
    }
}
