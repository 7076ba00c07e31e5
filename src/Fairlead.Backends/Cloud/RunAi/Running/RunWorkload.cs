using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>A run and the workload that is its job.</summary>
internal sealed record RunWorkload(Run Run)
{
    /// <summary>The workload's name, which no other attempt and no other job of the project has.</summary>
    public string Name => JobName.WithAttempt(Run.Name, Run.Attempt);

    /// <summary>The workload of that name, unless the ledger knows that the run's own was another.</summary>
    public RunAiWorkload? Own(RunAiWorkload? found) => WorkloadId.Of(Run) is { } known && known.Id != found?.Id ? null : found;
}
