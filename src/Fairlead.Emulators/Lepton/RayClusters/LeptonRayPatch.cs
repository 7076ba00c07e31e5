using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>
/// What may be changed of a Ray cluster: whether it is suspended and how many workers it has
/// (leptonai/leptonai: leptonai/api/v2/raycluster.py, where the client refuses all else).
/// </summary>
internal static class LeptonRayPatch
{
    private static readonly string[] OfSpec = ["suspend", "worker_group_specs"];
    private static readonly string[] OfGroup = ["group_name", "min_replicas", "max_replicas", "segment_config"];

    /// <summary>Null: the change is accepted.</summary>
    public static LeptonRefusal? Check(JsonObject patch)
    {
        if (patch.FirstOrDefault(member => member.Key != "spec") is { Key: { } other })
            return LeptonRefusal.Invalid($"{other} cannot be changed, only spec");
        if (patch["spec"] is not JsonObject { Count: > 0 } spec)
            return LeptonRefusal.Invalid("spec is required");
        if (spec.FirstOrDefault(member => !OfSpec.Contains(member.Key)) is { Key: { } field })
            return LeptonRefusal.Invalid($"spec.{field} cannot be changed");
        if (spec["suspend"] is { } suspend && suspend.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
            return LeptonRefusal.Invalid("spec.suspend must be true or false");
        if (spec["worker_group_specs"] is not { } groups)
            return null;
        return groups is JsonArray { Count: > 0 } list
            ? list.Select(CheckGroup).FirstOrDefault(refusal => refusal is not null)
            : LeptonRefusal.Invalid("spec.worker_group_specs must be a list of groups");
    }

    private static LeptonRefusal? CheckGroup(JsonNode? node) =>
        node is not JsonObject group ? LeptonRefusal.Invalid("a worker group must be an object")
        : group.FirstOrDefault(member => !OfGroup.Contains(member.Key)) is { Key: { } field } ? LeptonRefusal.Invalid($"{field} of a worker group cannot be changed")
        : group["group_name"] is null ? LeptonRefusal.Invalid("group_name of a worker group is required")
        : group["min_replicas"] is JsonValue count && count.TryGetValue<int>(out var replicas) && replicas >= 0 ? null
        : LeptonRefusal.Invalid("min_replicas of a worker group must be a number that is not negative");
}
