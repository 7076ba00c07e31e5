using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers.Running;

/// <summary>Looks at a container that did not end well, before it goes: all at once, in half a minute, and nothing that fails here is a failure.</summary>
internal sealed class Diagnostics(ContainerEngine engine, Redaction redaction, TimeProvider time)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    /// <param name="LongestText">In lines.</param>
    /// <param name="Ways">Commands of the client, of which the first that works counts.</param>
    private sealed record Probe(string Name, TimeSpan Limit, int LongestText, ImmutableArray<ImmutableArray<string>> Ways);

    /// <param name="container">Its id.</param>
    /// <param name="folder">Gets a text for each probe.</param>
    /// <param name="logFolders">Folders in the container with logs.</param>
    public async Task WriteAsync(string container, string folder, IEnumerable<string> logFolders)
    {
        using var budget = new CancellationTokenSource(Budget, time);
        await Task.WhenAll(Probes(container, logFolders).Select(probe => WriteAsync(probe, folder, budget.Token)));
    }

    private static IEnumerable<Probe> Probes(string container, IEnumerable<string> logFolders)
    {
        yield return new Probe("processes", Usual, 160, [In("ps", "-eo", "pid,ppid,stat,etime,args"), In("ps", "-o", "pid,ppid,stat,etime,args"), In("ps"), ["top", container]]);
        yield return new Probe("sockets", Usual, 200, [In("ss", "-ltnp"), In("netstat", "-ltnp"), In("netstat", "-ltn"), In("lsof", "-nP", "-iTCP", "-sTCP:LISTEN")]);
        yield return new Probe("logs", Budget, 2000, [In(["sh", $"{ContainerPlan.Helpers}/tails.sh", .. logFolders])]);
        yield return new Probe("output", Usual, 200, [["logs", "--tail=200", container]]);
        yield return new Probe("container", Usual, 200, [["container", "inspect", "--format={{json .State}}", container]]);
        yield return new Probe("gpus", Usual, 200, [In("nvidia-smi"), In("amd-smi", "monitor"), In("rocm-smi")]);
        yield return new Probe("disk", Usual, 200, [In("df", "-h")]);

        ImmutableArray<string> In(params IEnumerable<string> words) => ["exec", container, .. words];
    }

    private async Task WriteAsync(Probe probe, string folder, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new CancellationTokenSource(probe.Limit, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            var text = await FirstAsync(probe, both.Token);
            Directory.CreateDirectory(folder);
            AtomicFile.Write(Path.Combine(folder, $"{probe.Name}.txt"), text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Why the model failed is what counts, not that this could not be written.
        }
    }

    private async Task<string> FirstAsync(Probe probe, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var way in probe.Ways)
        {
            try
            {
                var result = await engine.TryAsync(way, cancellationToken);
                if (result.Succeeded)
                    return string.Concat((result.Output + result.Error).Split('\n').Take(probe.LongestText).Select(line => redaction.Apply(line) + "\n"));
                failures.Add($"{string.Join(' ', way)}: {redaction.Apply((result.Error + result.Output).Trim())}");
            }
            catch (Exception exception) when (exception is OperationCanceledException or FairleadException)
            {
                failures.Add($"{string.Join(' ', way)}: {(exception is OperationCanceledException ? "no answer in time" : exception.Message)}");
            }
        }

        return $"nothing to be had:\n{string.Join('\n', failures)}\n";
    }
}
