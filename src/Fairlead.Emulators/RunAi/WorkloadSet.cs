using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.RunAi;

/// <summary>All workloads, oldest first. A name is taken in its project until its workload is deleted and gone.</summary>
internal sealed class WorkloadSet(Platform platform, Projects projects, Credentials credentials) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Workload> workloads = [];

    public IReadOnlyList<Workload> All
    {
        get
        {
            lock (gate)
                return [.. workloads];
        }
    }

    public Workload? Find(string? id) => Guid.TryParse(id, out var known) ? All.FirstOrDefault(workload => workload.Id == known) : null;

    /// <summary>Starts a workload, or says with which status and words it is refused.</summary>
    public (Workload? Started, int Status, string Refusal) Create(WorkloadKind kind, JsonObject? body)
    {
        var (order, refusal) = Read(kind, body ?? []);
        if (order is null)
            return (null, StatusCodes.Status400BadRequest, refusal);
        lock (gate)
        {
            if (workloads.Exists(other => other.Order.Name == order.Name && other.Order.Project == order.Project))
                return (null, StatusCodes.Status409Conflict, $"a workload named {order.Name} exists in the project {order.Project.Name}");
            workloads.Add(new Workload(order, platform, credentials));
            workloads[^1].Start();
            return (workloads[^1], StatusCodes.Status202Accepted, "");
        }
    }

    public void Delete(Workload workload) => workload.Delete(() =>
    {
        lock (gate)
            workloads.Remove(workload);
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var workload in All)
            await workload.DisposeAsync();
    }

    private (WorkloadOrder? Order, string Refusal) Read(WorkloadKind kind, JsonObject body)
    {
        var name = body.Text("name");
        var prefix = body.Flag("useGivenNameAsPrefix");
        var refusal = WorkloadName.Refuse(name, prefix) ?? WorkloadRules.Refuse(kind, body.Object("spec"), credentials);
        if (refusal is not null)
            return (null, refusal);
        return projects.Find(body.Text("projectId"), body.Text("clusterId")) is { } project
            ? (new WorkloadOrder(kind, name!, prefix ? WorkloadName.WithSuffix(name!) : name!, project, (JsonObject)body.Object("spec")!.DeepClone()), "")
            : (null, $"there is no project with the id '{body.Text("projectId")}' on the cluster '{body.Text("clusterId")}'");
    }
}
