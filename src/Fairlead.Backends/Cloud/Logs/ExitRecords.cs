using Fairlead.Runs.Folder;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>What the scripts of a job's pods recorded of their end.</summary>
internal static class ExitRecords
{
    // A pod's script writes its record last; what a program left behind may still write after it.
    private const int Tail = 20;
    private const int Terminated = 143;
    private const int BlockSize = 64 * 1024;

    /// <summary>The record that says most about how the job ended; null when no pod left one, or none can be had.</summary>
    public static async Task<JobExit?> ReadAsync(IPodLogs logs, CancellationToken cancellationToken)
    {
        try
        {
            var pods = await logs.ListAsync(cancellationToken);
            return Telling(await Task.WhenAll(pods.Select(pod => ReadAsync(logs, pod, cancellationToken))));
        }
        catch (Exception exception) when (BrokenConnection.Is(exception))
        {
            return null;
        }
    }

    /// <summary>A member's own failure says more than that of those which were ended because of it.</summary>
    public static JobExit? Telling(IEnumerable<JobExit?> exits) =>
        exits.OfType<JobExit>().OrderBy(Rank).ThenBy(exit => exit.Finished).FirstOrDefault();

    private static int Rank(JobExit exit) => exit switch
    {
        { Cancelled: true } => 1,
        { ExitCode: 0 } => 4,
        { ExitCode: Terminated } => 3,
        { Member: null } => 2,
        _ => 0,
    };

    private static async Task<JobExit?> ReadAsync(IPodLogs logs, Pod pod, CancellationToken cancellationToken)
    {
        await using var stream = await logs.OpenTailAsync(pod, Tail, cancellationToken);
        var lines = new LineSplitter();
        var block = new byte[BlockSize];
        var end = new ExitLine();
        JobExit? exit = null;
        for (int count; (count = await stream.ReadAsync(block, cancellationToken)) > 0;)
        {
            foreach (var line in lines.Add(block.AsMemory(0, count)))
                exit = end.Read(line.Text) ?? exit;
        }

        return lines.Rest() is { } rest ? end.Read(rest.Text) ?? exit : exit;
    }
}
