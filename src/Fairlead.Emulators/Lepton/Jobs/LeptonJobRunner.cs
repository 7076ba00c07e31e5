using System.Globalization;
using Fairlead.Emulators.Lepton.Workspace;
using Fairlead.Emulators.Pods;
using Fairlead.Primitives;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Brings a job from its queue to its end.</summary>
internal sealed class LeptonJobRunner(Platform platform, LeptonPods pods, LeptonInventory inventory, LeptonHold hold)
{
    public async Task RunAsync(LeptonJob job)
    {
        await Task.WhenAny(hold.Release, job.Over);
        await PauseAsync(job);
        var shared = SharedVariables(job);
        await Task.WhenAll(Enumerable.Range(0, job.Wanted).Select(index => RunReplicaAsync(job, index, shared)));
        job.End(platform.Options.Time.GetUtcNow());
    }

    private async Task RunReplicaAsync(LeptonJob job, int index, IReadOnlyList<PodVariable> shared)
    {
        for (var failures = 0; failures < job.Starts; failures++)
        {
            var replica = job.Add(() => Start(job, index, failures, shared));
            if (replica is null || await replica.Pod.Completion == 0)
                return;
            await PauseAsync(job);
        }

        await job.FinishAsync();
    }

    private Task PauseAsync(LeptonJob job) => Task.WhenAny(Task.Delay(platform.Options.PhaseTime, platform.Options.Time), job.Over);

    private LeptonReplica Start(LeptonJob job, int index, int failures, IReadOnlyList<PodVariable> shared)
    {
        var id = $"{job.Id}-{index}-{RandomEnd.Next()}";
        PodVariable[] own =
        [
            new("LEPTON_JOB_WORKER_INDEX", index.ToString(CultureInfo.InvariantCulture)),
            new("LEPTON_JOB_FAILURE_COUNT", failures.ToString(CultureInfo.InvariantCulture)),
            new("LEPTON_WORKER_ID", id),
        ];
        var spec = job.Spec;
        return new LeptonReplica(id, index, pods.Start(pods.Spec(id, spec.Container!.Image!, spec.Container.Command ?? [], [.. shared, .. own], spec.Envs, spec.Mounts)));
    }

    // No names are resolved here, so every pod is told where its first one is.
    private List<PodVariable> SharedVariables(LeptonJob job) =>
    [
        new("LEPTON_JOB_NAME", job.Id),
        new("LEPTON_JOB_SERVICE_PREFIX", job.Id),
        new("LEPTON_SUBDOMAIN", $"{job.Id}-job-svc"),
        new("LEPTON_JOB_TOTAL_WORKERS", job.Wanted.ToString(CultureInfo.InvariantCulture)),
        new("LEPTON_RESOURCE_ACCELERATOR_NUM", inventory.Shapes.Single(shape => shape.Name == job.Spec.ResourceShape).Accelerators.ToString(CultureInfo.InvariantCulture)),
        new("MASTER_ADDR", "127.0.0.1"),
        new("MASTER_PORT", FreePort.Find().ToString(CultureInfo.InvariantCulture)),
    ];
}
