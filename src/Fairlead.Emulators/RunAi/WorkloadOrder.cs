using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Fairlead.Primitives;

namespace Fairlead.Emulators.RunAi;

/// <summary>A workload as it was asked for, with the name that it was given.</summary>
internal sealed record WorkloadOrder(WorkloadKind Kind, string RequestedName, string Name, Project Project, JsonObject Spec)
{
    private const int UsualBackoffLimit = 6;

    public int Nodes => Kind == WorkloadKind.Distributed ? Spec.Number("numWorkers") ?? 1 : 1;

    /// <summary>How many failed pods are replaced. The training operator replaces none under <c>Never</c>; a Job does (its pods are new each time).</summary>
    public int BackoffLimit =>
        Kind == WorkloadKind.Distributed && Spec.Text("restartPolicy") == "Never" ? 0 : Spec.Number("backoffLimit") ?? UsualBackoffLimit;

    /// <summary>The pods, of which each shall have the variables of its rank.</summary>
    public IReadOnlyList<PodSpec> Pods(Volumes volumes, Credentials credentials)
    {
        var port = Kind == WorkloadKind.Distributed ? FreePort.Find() : 0;
        var pod = new PodSpec(Project.Namespace, Name, [.. WordSplit.Split(Spec.Text("command") ?? "") ?? [], .. WordSplit.Split(Spec.Text("args") ?? "") ?? []])
        {
            Image = Spec.Text("image") ?? "",
            Container = Kind == WorkloadKind.Distributed ? "pytorch" : Name,
            Variables = [.. Spec.Objects("environmentVariables").Select(variable => Variable(variable, credentials))],
            Mounts = [.. (Spec.Object("storage")?.Objects("pvc") ?? []).Select(claim => new PodMount(volumes.DirectoryOf(claim.Text("claimName")!), claim.Text("path")!, claim.Flag("readOnly")))],
        };
        return Kind == WorkloadKind.Distributed
            ? [.. Enumerable.Range(0, Nodes).Select(rank => pod with { Name = $"{Name}-worker-{rank}", Variables = [.. pod.Variables, .. Ranks(rank, port)] })]
            : [pod with { Name = $"{Name}-0-0" }];
    }

    private static PodVariable Variable(JsonObject variable, Credentials credentials) =>
        variable.Object("secret") is { } secret
            ? new PodVariable(variable.Text("name")!, credentials.Find(secret.Text("name"), secret.Text("key"))!, Literal: true)
            : new PodVariable(variable.Text("name")!, variable.Text("value")!);

    // As the training operator sets them (kubeflow/training-operator, pkg/controller.v1/pytorch/envvar.go), but for the address: all pods share loopback.
    private IEnumerable<PodVariable> Ranks(int rank, int port)
    {
        var (nodes, node, rendezvous) = (Word(Nodes), Word(rank), Word(port));
        return
        [
            new("MASTER_ADDR", "127.0.0.1"), new("MASTER_PORT", rendezvous), new("WORLD_SIZE", nodes), new("RANK", node), new("PYTHONUNBUFFERED", "1"),
            new("PET_MASTER_ADDR", "127.0.0.1"), new("PET_MASTER_PORT", rendezvous), new("PET_NNODES", nodes), new("PET_NODE_RANK", node),
        ];
    }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}
