using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.RunAi;

/// <summary>The pods of one workload while it runs.</summary>
internal sealed class WorkloadPods(WorkloadOrder order, Platform platform, Credentials credentials)
{
    private IReadOnlyList<PodSpec> specs = [];

    public IReadOnlyList<Pod> All => [.. specs.Select(spec => platform.Pods.Find(spec.Namespace, spec.Name)).OfType<Pod>()];

    /// <summary>Starts them and waits. A pod that fails is replaced while the backoff limit allows, then the others are ended.</summary>
    /// <returns>Why the workload failed; null when all pods succeeded.</returns>
    /// <param name="replaced">Told of each failure that led to a new pod.</param>
    public async Task<string?> RunAsync(Action<string> replaced, CancellationToken stop)
    {
        specs = order.Pods(platform.Volumes, credentials);
        var living = specs.Select(platform.Pods.Start).ToList();
        for (var failures = 0; living.Count > 0;)
        {
            await Task.WhenAny(living.Select(other => other.Completion)).WaitAsync(stop);
            var pod = living.First(other => other.Completion.IsCompleted);
            living.Remove(pod);
            if (pod.ExitCode == 0)
                continue;
            var reason = pod.Message is { } message
                ? $"pod {pod.Spec.Name} could not start: {message}"
                : $"pod {pod.Spec.Name} failed: container {pod.Spec.Container} terminated with exit code {pod.ExitCode}";
            if (failures++ == order.BackoffLimit)
            {
                await Task.WhenAll(living.Select(other => other.EndAsync()));
                return reason;
            }

            replaced(reason);
            await Task.Delay(platform.Options.PhaseTime, platform.Options.Time, stop);
            living.Add(platform.Pods.Start(pod.Spec));
        }

        return null;
    }

    /// <summary>Ends and removes them, as Kubernetes does with the pods of a suspended job: their logs go, too.</summary>
    public Task DeleteAsync() => Task.WhenAll(specs.Select(spec => platform.Pods.DeleteAsync(spec.Namespace, spec.Name)));
}
