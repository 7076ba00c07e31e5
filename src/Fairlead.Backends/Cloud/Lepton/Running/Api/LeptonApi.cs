using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>A workspace's jobs, node groups and Ray clusters.</summary>
internal sealed class LeptonApi(ApiClient client)
{
    private const int PageSize = 500;
    private const int MostPages = 200;
    private const string AlsoArchived = "job_query_mode=alive_and_archive";
    private static readonly ApiBody Stopped = ApiBody.Json("""{"spec":{"stopped":true}}""");
    private static readonly ApiBody Suspended = ApiBody.Json("""{"spec":{"suspend":true}}""");
    private static readonly ApiBody Resumed = ApiBody.Json("""{"spec":{"suspend":false}}""");

    private IReadOnlyList<LeptonItem>? groups;

    /// <summary>Null when the workspace has none of that id.</summary>
    public Task<LeptonJobInfo?> FindJobAsync(string id, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.GetAsync($"jobs/{Escaped(id)}?{AlsoArchived}", LeptonJson.Default.LeptonJobInfo, cancellationToken));

    /// <summary>The jobs of those ids, by id. Pages are read until all are found.</summary>
    public async Task<IReadOnlyDictionary<string, LeptonJobInfo>> ListJobsAsync(IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LeptonJobInfo>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages && found.Count < ids.Count; page++)
        {
            var answer = await client.GetAsync($"jobs?{AlsoArchived}&page={page}&page_size={PageSize}", LeptonJson.Default.LeptonJobPage, cancellationToken);
            foreach (var job in answer.Jobs.Where(job => ids.Contains(job.Metadata.Id)))
                found.TryAdd(job.Metadata.Id, job);
            if (answer.Jobs.Count < PageSize)
                break;
        }

        return found;
    }

    /// <summary>One attempt; see <see cref="ApiClient.CreateAsync"/>.</summary>
    public Task<LeptonJobInfo> CreateJobAsync(string id, JsonNode spec, ImmutableArray<Secret> secrets, CancellationToken cancellationToken) =>
        client.CreateAsync("jobs", Body(new JsonObject { ["id"] = id }, spec, secrets), LeptonJson.Default.LeptonJobInfo, cancellationToken);

    public Task StopJobAsync(string id, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Patch, $"jobs/{Escaped(id)}", Stopped, cancellationToken);

    /// <summary>Empty when the workspace has no such job.</summary>
    public async Task<IReadOnlyList<LeptonItem>> ReplicasAsync(string job, CancellationToken cancellationToken) =>
        await Absent.IsNullAsync(() => client.GetAsync($"jobs/{Escaped(job)}/replicas?{AlsoArchived}", LeptonJson.Default.IReadOnlyListLeptonItem, cancellationToken)) ?? [];

    /// <summary>What a replica writes, from its beginning until it ends; null when it has written nothing, or is forgotten.</summary>
    public Task<Stream?> OpenLogAsync(string job, string replica, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.OpenStreamAsync($"jobs/{Escaped(job)}/replicas/{Escaped(replica)}/log", cancellationToken, PodStreams.LongestSilence));

    /// <summary>The workspace's node groups, asked for once.</summary>
    public async Task<IReadOnlyList<LeptonItem>> NodeGroupsAsync(CancellationToken cancellationToken) =>
        groups ??= await client.GetAsync("dedicated-node-groups", LeptonJson.Default.IReadOnlyListLeptonItem, cancellationToken);

    /// <summary>Null when the workspace has none of that name.</summary>
    public Task<LeptonRayCluster?> FindRayClusterAsync(string name, CancellationToken cancellationToken) =>
        Absent.IsNullAsync(() => client.GetAsync($"rayclusters/{Escaped(name)}", LeptonJson.Default.LeptonRayCluster, cancellationToken));

    /// <summary>One attempt; see <see cref="ApiClient.CreateAsync"/>.</summary>
    public Task<LeptonRayCluster> CreateRayClusterAsync(string name, JsonNode spec, CancellationToken cancellationToken) =>
        client.CreateAsync("rayclusters", Body(new JsonObject { ["id"] = name, ["name"] = name }, spec, []), LeptonJson.Default.LeptonRayCluster, cancellationToken);

    public Task ResumeRayClusterAsync(string name, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Patch, $"rayclusters/{Escaped(name)}", Resumed, cancellationToken);

    public Task SuspendRayClusterAsync(string name, CancellationToken cancellationToken) =>
        Absent.IsWellAsync(() => client.SendAsync(HttpMethod.Patch, $"rayclusters/{Escaped(name)}", Suspended, cancellationToken));

    public Task DeleteRayClusterAsync(string name, CancellationToken cancellationToken) =>
        Absent.IsWellAsync(() => client.SendAsync(HttpMethod.Delete, $"rayclusters/{Escaped(name)}", ApiBody.None, cancellationToken));

    private static string Escaped(string word) => Uri.EscapeDataString(word);

    private static ApiBody Body(JsonObject metadata, JsonNode spec, ImmutableArray<Secret> secrets) =>
        ApiBody.Json(new JsonObject { ["metadata"] = metadata, ["spec"] = spec.DeepClone() }.ToJsonString(), secrets);
}
