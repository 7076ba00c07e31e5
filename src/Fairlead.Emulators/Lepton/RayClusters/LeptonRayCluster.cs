using System.Text.Json.Nodes;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Workspace;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Ray.Clusters;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>A Ray cluster as it was sent and changed, and its pods.</summary>
internal sealed class LeptonRayCluster(JsonObject body, LeptonRayClusterBody wants, LeptonPods pods, PodSet set, DateTimeOffset created)
{
    public string Id => wants.Metadata!.Id!;

    /// <summary>With the changes that were made since.</summary>
    public JsonObject Body { get; } = body;

    public DateTimeOffset Created { get; } = created;

    public RayNodes Nodes { get; } = new(set);

    public string Version => wants.Spec!.RayVersion ?? "2.48.0";

    public bool IsSuspended => (bool?)Body["spec"]!["suspend"] ?? false;

    public bool IsDeleted { get; set; }

    /// <summary>The pods there have to be, the head first; none when it is suspended or deleted.</summary>
    public IReadOnlyList<PodSpec> Wanted => IsDeleted || IsSuspended ? [] : [Head, .. Groups.SelectMany(Workers)];

    public PodSpec Head => Spec($"{Id}-head", wants.Spec!.HeadGroupSpec!);

    private IReadOnlyList<LeptonRayGroup> Groups => wants.Spec!.WorkerGroupSpecs ?? [];

    /// <summary>Takes over what may be changed.</summary>
    public void Change(JsonObject patch)
    {
        var spec = Body["spec"]!.AsObject();
        if (patch["spec"]!["suspend"] is { } suspend)
            spec["suspend"] = suspend.DeepClone();
        foreach (var change in patch["spec"]!["worker_group_specs"]?.AsArray() ?? [])
            if (Find(spec, (string)change!["group_name"]!) is { } group)
                group["min_replicas"] = change["min_replicas"]!.DeepClone();
    }

    private IEnumerable<PodSpec> Workers(LeptonRayGroup group, int place)
    {
        var name = group.GroupName ?? $"workers-{place}";
        var count = (int?)Body["spec"]!["worker_group_specs"]![place]!["min_replicas"] ?? 1;
        return Enumerable.Range(0, count).Select(index => Spec($"{Id}-{name}-worker-{index}", group));
    }

    private PodSpec Spec(string name, LeptonRayGroup group) => pods.Spec(name, wants.Spec!.Image!, [], [], group.Envs, group.Mounts);

    private static JsonObject? Find(JsonObject spec, string group) =>
        spec["worker_group_specs"]?.AsArray().Select(node => node!.AsObject()).FirstOrDefault(node => (string?)node["group_name"] == group);
}
