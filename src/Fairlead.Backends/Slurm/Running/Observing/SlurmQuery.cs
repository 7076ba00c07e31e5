using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>The states of many runs, with one script for each cluster. A cluster that does not answer makes its own runs unknown, and no other's.</summary>
public sealed class SlurmQuery(Func<SlurmSite, IRemoteHost> hosts)
{
    private static readonly RemoteScript States = new("states.sh", Repeatable: true);
    private static readonly RemoteScript ForgetSecrets = new("forget-secrets.sh", Repeatable: true);

    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var sites = await Task.WhenAll(runs.GroupBy(RunSite.SiteOf).Select(site => QueryAsync(site.Key, [.. site], cancellationToken)));
        return sites.SelectMany(statuses => statuses).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private async Task<Dictionary<string, RunStatus>> QueryAsync(SlurmSite site, Run[] runs, CancellationToken cancellationToken)
    {
        try
        {
            var host = hosts(site);
            var answer = await AskAsync(host, site, runs, cancellationToken);
            var statuses = runs.ToDictionary(run => run.Id, run => SlurmStates.Of(run.Id, answer));
            await ForgetSecretsAsync(host, site, [.. answer.Marks.Where(run => run.Value.HasSecrets && statuses[run.Key].IsFinal).Select(run => run.Key)], cancellationToken);
            return statuses;
        }
        catch (FairleadException exception)
        {
            return runs.ToDictionary(run => run.Id, _ => new RunStatus(RunState.Unknown, SlurmStates.NoAnswer, exception.Problem));
        }
    }

    private static async Task<SlurmAnswer> AskAsync(IRemoteHost host, SlurmSite site, Run[] runs, CancellationToken cancellationToken)
    {
        var asked = string.Concat(runs.Select(run => $"{run.Id} {RunSite.JobOf(run)}\n"));
        var result = await host.RunAsync(States, [new ClusterLayout(site.Directory).Runs], Encoding.UTF8.GetBytes(asked), cancellationToken);
        return (result.Succeeded ? SlurmAnswer.Parse(result.Text) : null) ?? throw ScriptFault.Of(host, "the states of runs", result);
    }

    /// <summary>A job removes its own secrets at its end. One that was killed cannot.</summary>
    private static async Task ForgetSecretsAsync(IRemoteHost host, SlurmSite site, string[] runs, CancellationToken cancellationToken)
    {
        if (runs.Length == 0)
            return;
        var result = await host.RunAsync(ForgetSecrets, [new ClusterLayout(site.Directory).Runs, .. runs], ReadOnlyMemory<byte>.Empty, cancellationToken);
        if (!result.Succeeded)
            throw ScriptFault.Of(host, "the removal of secrets.env of ended runs", result);
    }
}
