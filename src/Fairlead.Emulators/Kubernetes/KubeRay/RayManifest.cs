using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.RunAi;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>The pods that a RayCluster's <c>spec</c> asks for; labels and names are such as KubeRay gives them.</summary>
/// <remarks>ray-project/kuberay: ray-operator/controllers/ray/utils/constant.go.</remarks>
internal sealed record RayManifest(string Namespace, string Cluster, JsonObject Spec, Volumes Volumes, Credentials Credentials)
{
    private readonly string end = RandomEnd.Next();

    public PodSpec Head => Pod($"{Cluster}-head-{end}", "headgroup", "head", Spec.Object("headGroupSpec")!);

    /// <summary>The head first.</summary>
    public IReadOnlyList<PodSpec> Pods => [Head, .. Spec.Objects("workerGroupSpecs").SelectMany(Workers)];

    /// <summary>What is missing for there to be a cluster; null: nothing.</summary>
    public KubernetesRefusal? Check()
    {
        var containers = Spec.Objects("workerGroupSpecs").Prepend(Spec.Object("headGroupSpec")).Select(group => group is null ? null : Container(group)).ToList();
        if (containers.Contains(null))
            return KubernetesRefusal.Invalid("spec needs headGroupSpec, and every group template.spec.containers");
        return containers.SelectMany(container => container!.Objects("env")).FirstOrDefault(variable => Value(variable) is null) is { } missing
            ? KubernetesRefusal.Invalid($"the secret of variable {missing.Text("name")} is not there")
            : null;
    }

    private IEnumerable<PodSpec> Workers(JsonObject group)
    {
        var name = group.Text("groupName") ?? "workers";
        return Enumerable.Range(0, group.Number("replicas") ?? 1)
            .Select(index => Pod(string.Create(CultureInfo.InvariantCulture, $"{Cluster}-{name}-worker-{end}-{index}"), name, "worker", group));
    }

    private PodSpec Pod(string name, string group, string type, JsonObject spec)
    {
        var container = Container(spec)!;
        return new PodSpec(Namespace, name, [])
        {
            Image = container.Text("image") ?? "",
            Container = container.Text("name") ?? $"ray-{type}",
            Variables = [.. container.Objects("env").Select(variable => new PodVariable(variable.Text("name")!, Value(variable)!, Literal: variable.Object("valueFrom") is not null))],
            Mounts = [.. container.Objects("volumeMounts").Select(mount => Mount(mount, spec.Object("template")!.Object("spec")!))],
            Labels = new Dictionary<string, string> { ["ray.io/cluster"] = Cluster, ["ray.io/node-type"] = type, ["ray.io/group"] = group },
        };
    }

    private PodMount Mount(JsonObject mount, JsonObject pod)
    {
        var claim = pod.Objects("volumes").FirstOrDefault(volume => volume.Text("name") == mount.Text("name"))?.Object("persistentVolumeClaim")?.Text("claimName");
        var source = Path.Join(Volumes.DirectoryOf(claim ?? mount.Text("name")!), mount.Text("subPath"));
        return new PodMount(Directory.CreateDirectory(source).FullName, mount.Text("mountPath")!, mount.Flag("readOnly"));
    }

    private string? Value(JsonObject variable) =>
        variable.Object("valueFrom") is not { } from ? variable.Text("value") ?? ""
        : Credentials.Find(from.Object("secretKeyRef")?.Text("name"), from.Object("secretKeyRef")?.Text("key"));

    private static JsonObject? Container(JsonObject group) =>
        group.Object("template")?.Object("spec")?.Objects("containers").FirstOrDefault();
}
