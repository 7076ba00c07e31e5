using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>The objects of one kind: making, reading, changing, deleting.</summary>
/// <param name="kind">Such as <c>RayJob</c>; lower case and with an s it is the part of the path.</param>
/// <param name="make">Makes one of a body that has a name, or says why not.</param>
/// <param name="started">Told of one that has been stored.</param>
internal sealed class KubeRayRoutes<T>(string kind, KubeRayStore<T> store, Func<JsonObject, (T? Made, KubernetesRefusal? Problem)> make, Action<T> started, BackgroundWork work)
    where T : class, IKubeRayObject
{
    /// <param name="version">Of the group <c>ray.io</c>.</param>
    public void Map(KubernetesDoor door, string version)
    {
        var path = $"/apis/ray.io/{version}/namespaces/{{space}}/{kind.ToLowerInvariant()}s";
        door.Map("POST", path, context => CreateAsync(context, version, door.Namespace));
        door.Map("GET", path, ListAsync);
        door.Map("GET", $"{path}/{{name}}", context => store.WithAsync(context, one => TellAsync(context, StatusCodes.Status200OK, one)));
        door.Map("GET", $"{path}/{{name}}/status", context => store.WithAsync(context, one => TellAsync(context, StatusCodes.Status200OK, one)));
        door.Map("PATCH", $"{path}/{{name}}", context => store.WithAsync(context, one => ChangeAsync(context, one)));
        door.Map("DELETE", $"{path}/{{name}}", context => store.WithAsync(context, one => DeleteAsync(context, one)));
    }

    private async Task<KubernetesRefusal?> CreateAsync(HttpContext context, string version, string space)
    {
        if (await context.ReadObjectAsync() is not { } body)
            return KubernetesRefusal.BadRequest("the body is not an object");
        if (body.Text("apiVersion") != $"ray.io/{version}" || body.Text("kind") != kind)
            return KubernetesRefusal.BadRequest($"the body is not a {kind} of ray.io/{version}");
        if (KubeRayNames.Check(body) is { } unnamed)
            return unnamed;
        if ((body["metadata"]!["namespace"] ??= space).GetValue<string>() != space)
            return KubernetesRefusal.BadRequest("the namespace of the object is not that of the request");
        var (made, problem) = make(body);
        if (made is null || (problem = store.Add(made)) is not null)
            return problem;
        started(made);
        return await TellAsync(context, StatusCodes.Status201Created, made);
    }

    private async Task<KubernetesRefusal?> ListAsync(HttpContext context)
    {
        if (LabelSelector.Parse(context.Request.Query["labelSelector"]) is not { } wanted)
            return KubernetesRefusal.BadRequest("only selectors of the form a=b,c=d are emulated");
        var found = store.All.Where(one => LabelSelector.Matches(wanted, Labels(one)));
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["kind"] = $"{kind}List", ["items"] = new JsonArray([.. found.Select(one => KubeRayView.Write(context, one))]) });
        return null;
    }

    private async Task<KubernetesRefusal?> ChangeAsync(HttpContext context, T one)
    {
        if (await context.ReadObjectAsync() is not { } patch)
            return KubernetesRefusal.BadRequest("the body is not a merge patch");
        JsonMerge.Into(one.Body, patch);
        work.Add(one.AdaptAsync());
        return await TellAsync(context, StatusCodes.Status200OK, one);
    }

    private Task<KubernetesRefusal?> DeleteAsync(HttpContext context, T one)
    {
        store.Remove(one);
        work.Add(one.EndAsync());
        return TellAsync(context, StatusCodes.Status200OK, one);
    }

    private static async Task<KubernetesRefusal?> TellAsync(HttpContext context, int status, T one)
    {
        await context.AnswerAsync(status, KubeRayView.Write(context, one));
        return null;
    }

    private static Dictionary<string, string> Labels(T one) =>
        (one.Body.Object("metadata")?.Object("labels") ?? []).ToDictionary(label => label.Key, label => $"{label.Value}");
}
