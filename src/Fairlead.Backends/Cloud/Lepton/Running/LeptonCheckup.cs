using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>Looks at what a profile of lepton needs: the workspace, its node groups, and the volume that jobs live on.</summary>
public static class LeptonCheckup
{
    private const string Remedy = "see that workspace_url and workspace_token are right";

    internal static async Task<IReadOnlyList<CheckupFinding>> ExamineAsync(LeptonSite site, ApiConnection connection, CancellationToken cancellationToken)
    {
        var client = new LeptonClient(site, connection);
        var workspace = await CheckupFinding.OfAsync("workspace", async () => Groups(await client.Workspace.NodeGroupsAsync(cancellationToken)), Remedy);
        return workspace.Remedy is null
            ? [workspace, await CheckupFinding.OfAsync("volume", () => VolumeAsync(client, cancellationToken), Remedy), Reach(site)]
            : [workspace];
    }

    private static string Groups(IReadOnlyList<LeptonItem> groups) => groups.Count == 0
        ? "answers; it has no node groups of its own"
        : $"answers; its node groups are {string.Join(", ", groups.Select(group => group.Metadata.Name ?? group.Metadata.Id))}";

    private static async Task<string> VolumeAsync(LeptonClient client, CancellationToken cancellationToken)
    {
        if (client.Storage is not { } storage)
            return $"{client.Site.Home} lies on no volume that the storage API knows: files travel in variables only";
        return await storage.ListAsync("", cancellationToken) is { } entries
            ? $"{storage.Place} has {entries.Count} entries"
            : $"{storage.Place} is not there yet: the first job makes it";
    }

    private static CheckupFinding Reach(LeptonSite site) => new(
        "output",
        Directory.Exists(site.Home) ? $"this machine has {site.Home}" : site.Storage is null ? $"this machine does not have {site.Home}: output cannot be collected" : "comes through the storage API",
        Directory.Exists(site.Home) || site.Storage is not null ? null : "name the volume in the mount that holds it, as from = \"node-nfs:NAME\"");
}
