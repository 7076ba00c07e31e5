using Fairlead.Executors.DgxCloud.Api;
using Fairlead.Executors.Ledger;
using Fairlead.Jobs;

namespace Fairlead.Executors.DgxCloud;

/// <summary>A run and the workload that is its job.</summary>
internal sealed record RunWorkload(Run Run)
{
    /// <summary>The workload's name, which no other attempt and no other job of the project has.</summary>
    public string Name => JobName.WithAttempt(Run.Name, Run.Attempt);

    public JobRequest Request => JobRequestJson.Read(File.ReadAllText(Run.RequestFile));

    /// <summary>The workload of that name, unless the ledger knows that the run's own was another.</summary>
    public RunAiWorkload? Own(RunAiWorkload? found) => WorkloadId.Of(Run) is { } known && known.Id != found?.Id ? null : found;
}
