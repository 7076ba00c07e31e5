using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Ray.Jobs;

namespace Fairlead.Emulators.Ray.Clusters;

/// <summary>The pods of a Ray cluster and the jobs on its head. No Ray runs in them: each pod only lives until it is ended.</summary>
internal sealed class RayNodes(PodSet pods)
{
    private static readonly string[] Keeper = ["/bin/sleep", "infinity"];
    private readonly Lock gate = new();
    private readonly List<Pod> nodes = [];
    private Task changes = Task.CompletedTask;

    public RayJobs Jobs { get; } = new(pods);

    public IReadOnlyList<Pod> All
    {
        get
        {
            lock (gate)
                return [.. nodes];
        }
    }

    /// <summary>Starts what is missing and ends what is too much, after all changes before; without a head all jobs end, too.</summary>
    /// <param name="wanted">The head first; empty: none at all.</param>
    public Task ChangeAsync(IReadOnlyList<PodSpec> wanted)
    {
        lock (gate)
            return changes = ChangeAsync(changes, wanted);
    }

    private async Task ChangeAsync(Task before, IReadOnlyList<PodSpec> wanted)
    {
        await before;
        if (wanted.Count == 0)
            await Jobs.EndAsync();
        var surplus = All.Where(node => wanted.All(spec => spec.Name != node.Spec.Name)).ToList();
        await Task.WhenAll(surplus.Select(node => pods.DeleteAsync(node.Spec.Namespace, node.Spec.Name)));
        lock (gate)
        {
            nodes.RemoveAll(surplus.Contains);
            nodes.AddRange(wanted.Where(spec => !nodes.Exists(node => node.Spec.Name == spec.Name)).Select(spec => pods.Start(spec with { Command = Keeper })).ToList());
        }
    }
}
