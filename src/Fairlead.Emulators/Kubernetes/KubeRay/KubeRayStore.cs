using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>The objects of one kind, one per name.</summary>
/// <param name="resource">Such as <c>rayjobs.ray.io</c>.</param>
internal sealed class KubeRayStore<T>(string resource)
    where T : class, IKubeRayObject
{
    private readonly Lock gate = new();
    private readonly List<T> objects = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (gate)
                return [.. objects];
        }
    }

    /// <summary>Null: it has been added.</summary>
    public KubernetesRefusal? Add(T added)
    {
        lock (gate)
        {
            if (objects.Exists(other => other.Name == added.Name))
                return KubernetesRefusal.AlreadyExists(resource, added.Name);
            objects.Add(added);
            return null;
        }
    }

    public void Remove(T removed)
    {
        lock (gate)
            objects.Remove(removed);
    }

    /// <summary>Answers with the object that the path names.</summary>
    public Task<KubernetesRefusal?> WithAsync(HttpContext context, Func<T, Task<KubernetesRefusal?>> answer)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        return All.FirstOrDefault(one => one.Name == name) is { } found
            ? answer(found)
            : Task.FromResult<KubernetesRefusal?>(KubernetesRefusal.NotFound(resource, name));
    }
}
