using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.RunAi.Running;

/// <summary>Looks at everything that jobs of a profile need of run:ai.</summary>
internal sealed class RunAiCheckup(ApiConnection connection)
{
    public async Task<IReadOnlyList<CheckupFinding>> ExamineAsync(RunAiSite site, CancellationToken cancellationToken)
    {
        var api = new RunAiApi(site, connection);
        var token = await CheckupFinding.OfAsync("api", async () =>
        {
            await api.LogInAsync(cancellationToken);
            return $"{site.Api.Host} takes the access key";
        });
        ImmutableArray<CheckupFinding> ofTheApi = token.Remedy is not null ? [token] : [token, await ProjectAsync(api, cancellationToken), await KubernetesAsync(api, cancellationToken)];
        return [.. ofTheApi, Volume(site)];
    }

    private static Task<CheckupFinding> ProjectAsync(RunAiApi api, CancellationToken cancellationToken) => CheckupFinding.OfAsync("project", async () =>
    {
        var project = await api.ProjectAsync(cancellationToken);
        return $"{project.Name} is there, on cluster {project.ClusterId}";
    });

    /// <summary>Asks for the log of a pod that no job has: that it is not found is the answer of a server that reads the token.</summary>
    private static async Task<CheckupFinding> KubernetesAsync(RunAiApi api, CancellationToken cancellationToken)
    {
        if (api.Kubernetes is not { } kubernetes)
            return new CheckupFinding("kubernetes", "kube_apiserver_url is not set: logs are read from the volume, on a machine that has it", null);
        return await CheckupFinding.OfAsync("kubernetes", async () =>
        {
            try
            {
                await kubernetes.SendAsync(HttpMethod.Get, $"api/v1/namespaces/{Uri.EscapeDataString(api.Namespace)}/pods/fairlead-checkup/log", ApiBody.None, cancellationToken);
            }
            catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
            {
            }

            return $"{api.Site.Kubernetes!.Host} gives logs of the project";
        });
    }

    private static CheckupFinding Volume(RunAiSite site) => new(
        "volume",
        Directory.Exists(site.Home) ? $"this machine has {site.Home}: output is brought home" : $"this machine does not have {site.Home}: output stays there",
        null);
}
