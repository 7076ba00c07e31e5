using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

/// <summary>run:ai's control plane, as one project sees it.</summary>
internal sealed class RunAiApi
{
    private const int PageSize = 500;
    private const int MostPages = 200;
    private const int NamesShown = 20;

    private readonly RunAiToken token;
    private readonly ApiClient client;
    private RunAiProject? project;

    public RunAiApi(RunAiSite site, ApiConnection connection)
    {
        token = new RunAiToken(site, connection);
        Site = site;
        client = new ApiClient(site.Api, token, connection);
        Kubernetes = site.Kubernetes is { } server ? new ApiClient(server, token, connection) : null;
    }

    public RunAiSite Site { get; }

    /// <summary>The project's own on the cluster, by run:ai's rule for its name.</summary>
    public string Namespace => $"runai-{Site.Project}";

    /// <summary>The cluster's Kubernetes API, which takes the same token; null when it is not reached.</summary>
    public ApiClient? Kubernetes { get; }

    /// <exception cref="ApiFaultException">The access key is refused, or the API does not answer.</exception>
    public Task LogInAsync(CancellationToken cancellationToken) => token.GetTokenAsync(rejected: null, cancellationToken);

    /// <summary>The site's project; asked for once.</summary>
    /// <exception cref="FairleadException">There is none of that name: exit code 4, with the names that come near.</exception>
    public async Task<RunAiProject> ProjectAsync(CancellationToken cancellationToken)
    {
        if (project is { } known)
            return known;
        var page = await client.GetAsync($"org-unit/projects?filterBy={Filter("name", Site.Project)}&limit={PageSize}", RunAiJson.Default.ProjectPage, cancellationToken);
        return project = page.Projects?.FirstOrDefault(candidate => candidate.Name == Site.Project) ?? throw await NoProjectAsync(cancellationToken);
    }

    /// <summary>The project's workload of that name; null when it has none.</summary>
    public async Task<RunAiWorkload?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var home = await ProjectAsync(cancellationToken);
        var path = $"workloads?filterBy={Filter("projectId", home.Id)},{Filter("name", name)}&limit={PageSize}";
        var page = await client.GetAsync(path, RunAiJson.Default.WorkloadPage, cancellationToken);
        return page.Workloads?.FirstOrDefault(workload => workload.Name == name && (workload.ProjectId ?? home.Id) == home.Id);
    }

    /// <summary>The project's workloads of those names, by name. The newest are looked through first.</summary>
    public async Task<IReadOnlyDictionary<string, RunAiWorkload>> ListAsync(IReadOnlySet<string> names, CancellationToken cancellationToken)
    {
        var home = await ProjectAsync(cancellationToken);
        var found = new Dictionary<string, RunAiWorkload>(StringComparer.Ordinal);
        var path = $"workloads?filterBy={Filter("projectId", home.Id)}&sortBy=createdAt&sortOrder=desc";
        await foreach (var workload in PagesAsync(path, RunAiJson.Default.WorkloadPage, page => page.Workloads, cancellationToken))
        {
            if (names.Contains(workload.Name) && (workload.ProjectId ?? home.Id) == home.Id)
                found.TryAdd(workload.Name, workload);
            if (found.Count == names.Count)
                break;
        }

        return found;
    }

    public async Task<IReadOnlyList<RunAiPod>> PodsAsync(string workload, CancellationToken cancellationToken) =>
        (await client.GetAsync($"workloads/{Uri.EscapeDataString(workload)}/pods", RunAiJson.Default.PodPage, cancellationToken)).Pods ?? [];

    /// <summary>One attempt; see <see cref="ApiClient.CreateAsync"/>.</summary>
    /// <returns>The workload's id.</returns>
    public async Task<string> CreateAsync(WorkloadType type, ApiBody body, CancellationToken cancellationToken) =>
        (await client.CreateAsync($"workloads/{type.Name()}", body, RunAiJson.Default.CreatedWorkload, cancellationToken)).WorkloadId;

    /// <summary>For workloads of which it does no harm to have two.</summary>
    /// <returns>The workload's id.</returns>
    public async Task<string> CreatePatientlyAsync(WorkloadType type, ApiBody body, CancellationToken cancellationToken) =>
        (await client.SendAsync(HttpMethod.Post, $"workloads/{type.Name()}", body, RunAiJson.Default.CreatedWorkload, cancellationToken)).WorkloadId;

    public Task<WorkspaceAnswer> WorkspaceAsync(string id, CancellationToken cancellationToken) =>
        client.GetAsync($"workloads/workspaces/{Uri.EscapeDataString(id)}", RunAiJson.Default.WorkspaceAnswer, cancellationToken);

    public Task SuspendAsync(WorkloadId workload, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"workloads/{workload.Type.Name()}/{Uri.EscapeDataString(workload.Id)}/suspend", ApiBody.None, cancellationToken);

    /// <summary>One that is not there is no error.</summary>
    public async Task DeleteAsync(WorkloadId workload, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Delete, $"workloads/{workload.Type.Name()}/{Uri.EscapeDataString(workload.Id)}", ApiBody.None, cancellationToken);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
        }
    }

    private static string Filter(string field, string value) => Uri.EscapeDataString($"{field}=={value}");

    private async Task<FairleadException> NoProjectAsync(CancellationToken cancellationToken)
    {
        var names = await PagesAsync("org-unit/projects?sortBy=name", RunAiJson.Default.ProjectPage, page => page.Projects, cancellationToken).Select(candidate => candidate.Name).ToListAsync(cancellationToken);
        return new FairleadException(
            ExitCode.SubmissionRefused,
            $"there is no project '{Site.Project}' on {Site.Api.Host}, or you may not see it.{Suggest.DidYouMean(Site.Project, names)}",
            names.Count == 0 ? "ask for a project" : $"set project_name to one of: {string.Join(", ", names.Take(NamesShown))}{(names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "")}");
    }

    private async IAsyncEnumerable<TItem> PagesAsync<TPage, TItem>(
        string path, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<TItem>?> itemsOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var items = itemsOf(await client.GetAsync($"{path}&limit={PageSize}&offset={page * PageSize}", type, cancellationToken)) ?? [];
            foreach (var item in items)
                yield return item;
            if (items.Count < PageSize)
                yield break;
        }
    }
}
