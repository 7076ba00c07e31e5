using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Brings pieces of a run's logs from the cluster.</summary>
internal sealed class LogReader(RunSite site, LogQuery query)
{
    private const string Any = "-";
    private const string MostBytes = "4194304";
    private static readonly RemoteScript Offsets = new("log-offsets.sh", Repeatable: true);
    private static readonly RemoteScript Read = new("log-read.sh", Repeatable: true);

    public async Task<OpenLogs> OpenAsync(CancellationToken cancellationToken)
    {
        if (query is { Tail: null, Since: null })
            return new OpenLogs(ImmutableDictionary<string, long>.Empty, query);
        var result = await site.Host.RunAsync(Offsets, [site.Directory, Word(query.Tail), Word(query.Since?.ToUnixTimeSeconds())], ReadOnlyMemory<byte>.Empty, cancellationToken);
        if (!result.Succeeded)
            throw ScriptFault.Of(site.Host, $"the sizes of the logs in {site.Directory}", result);
        var starts = result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .GroupBy(pair => pair[1], pair => long.Parse(pair[0], CultureInfo.InvariantCulture))
            .ToImmutableDictionary(log => log.Key, log => log.Max());
        return new OpenLogs(starts, query);
    }

    public async Task<LogNews> ReadAsync(OpenLogs logs, CancellationToken cancellationToken)
    {
        var result = await site.Host.RunAsync(Read, [site.Directory, MostBytes, Word(query.Member)], Encoding.UTF8.GetBytes(logs.ReadTo), cancellationToken);
        return (result.Succeeded ? LogNews.Parse(result.Output) : null) ?? throw ScriptFault.Of(site.Host, $"the logs in {site.Directory}", result);
    }

    private static string Word(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Any;
}
