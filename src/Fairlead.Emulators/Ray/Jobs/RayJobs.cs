using System.Text.Json.Nodes;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>The jobs of one cluster.</summary>
internal sealed class RayJobs(PodSet pods)
{
    private readonly Lock gate = new();
    private readonly List<RayJob> jobs = [];

    public IReadOnlyList<RayJob> All
    {
        get
        {
            lock (gate)
                return [.. jobs];
        }
    }

    public RayJob? Find(string submissionId) => All.FirstOrDefault(job => job.SubmissionId == submissionId);

    /// <returns>Null: there is one of this submission id.</returns>
    public RayJob? Add(string submissionId, string entrypoint, JsonObject? metadata, IEnumerable<PodVariable> variables, PodSpec head)
    {
        lock (gate)
        {
            if (jobs.Exists(job => job.SubmissionId == submissionId))
                return null;
            var job = new RayJob(submissionId, entrypoint, metadata, pods.Start(RayEntrypoint.Beside(head, $"{head.Name}.{submissionId}", entrypoint, variables)));
            jobs.Add(job);
            return job;
        }
    }

    public Task EndAsync() => Task.WhenAll(All.Select(job =>
    {
        job.Stop();
        return job.Process.EndAsync();
    }));
}
