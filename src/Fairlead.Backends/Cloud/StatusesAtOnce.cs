using Fairlead.Runs;

namespace Fairlead.Backends.Cloud;

/// <summary>Asks for what a list does not tell of each of many runs, a few at a time.</summary>
internal static class StatusesAtOnce
{
    private const int AtOnce = 8;

    public static async Task<IReadOnlyDictionary<string, RunStatus>> AskAsync<T>(IEnumerable<T> runs, Func<T, string> idOf, Func<T, Task<RunStatus>> ask)
    {
        var statuses = new Dictionary<string, RunStatus>();
        foreach (var batch in runs.Chunk(AtOnce))
        {
            var told = await Task.WhenAll(batch.Select(ask));
            foreach (var (run, status) in batch.Zip(told))
                statuses[idOf(run)] = status;
        }

        return statuses;
    }
}
