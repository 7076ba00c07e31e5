using Fairlead.Emulators.Lepton.Jobs;
using Fairlead.Emulators.Lepton.Workspace;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton;

/// <summary>What the routes of a workspace share.</summary>
/// <param name="Work">What goes on after a request has been answered.</param>
internal sealed record LeptonPlaneParts(
    TimeProvider Time,
    LeptonInventory Inventory,
    LeptonSecrets Secrets,
    LeptonPods Pods,
    LeptonJobs Jobs,
    LeptonJobView View,
    BackgroundWork Work)
{
    /// <summary>Answers with the job that the path and <c>job_query_mode</c> name.</summary>
    public Task<LeptonRefusal?> WithJobAsync(HttpContext context, Func<LeptonJob, Task<LeptonRefusal?>> answer)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (LeptonJobModes.Parse(context.Request.Query["job_query_mode"]) is not { } mode)
            return Task.FromResult<LeptonRefusal?>(LeptonRefusal.Invalid($"unknown job_query_mode '{context.Request.Query["job_query_mode"]}'"));
        return Jobs.Find(id, mode) is { } job ? answer(job) : Task.FromResult<LeptonRefusal?>(LeptonRefusal.Missing($"job '{id}' not found"));
    }
}
