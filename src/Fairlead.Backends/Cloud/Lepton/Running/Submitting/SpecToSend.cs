using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Submitting;

/// <summary>Completes a rendered spec with what is known only when it is sent.</summary>
internal static class SpecToSend
{
    private const string Affinity = "affinity";
    private const string Groups = "allowed_dedicated_node_groups";

    /// <summary>The spec with variables.</summary>
    public static JsonNode WithVariables(JsonNode spec, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var completed = spec.DeepClone();
        if (completed["envs"] is not JsonArray envs)
            completed["envs"] = envs = [];
        SentVariables.AddTo(envs, variables);
        return completed;
    }

    /// <summary>The spec with the ids of node groups in the place of their names.</summary>
    /// <exception cref="FairleadException">The workspace has no such group.</exception>
    public static async Task<JsonNode> WithGroupsAsync(JsonNode spec, LeptonApi api, CancellationToken cancellationToken)
    {
        var completed = spec.DeepClone();
        foreach (var groups in GroupLists(completed))
        {
            for (var i = 0; i < groups.Count; i++)
                groups[i] = await IdAsync(groups[i]!.GetValue<string>(), api, cancellationToken);
        }

        return completed;
    }

    private static IEnumerable<JsonArray> GroupLists(JsonNode spec) =>
        new[] { spec, spec["head_group_spec"] }.Concat(spec["worker_group_specs"] as JsonArray ?? [])
            .Select(part => part?[Affinity]?[Groups]).OfType<JsonArray>().ToArray();

    private static async Task<string> IdAsync(string name, LeptonApi api, CancellationToken cancellationToken)
    {
        var known = await api.NodeGroupsAsync(cancellationToken);
        return known.FirstOrDefault(group => group.Metadata.Name == name)?.Metadata.Id
            ?? known.FirstOrDefault(group => group.Metadata.Id == name)?.Metadata.Id
            ?? throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"the workspace has no node group '{name}'.{Suggest.DidYouMean(name, known.Select(group => group.Metadata.Name ?? group.Metadata.Id))}",
                $"set node_group to one of: {string.Join(", ", known.Select(group => group.Metadata.Name ?? group.Metadata.Id))}");
    }
}
