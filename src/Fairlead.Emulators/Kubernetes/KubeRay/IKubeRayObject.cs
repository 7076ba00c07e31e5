using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>One object of <c>ray.io</c>, and what runs because of it.</summary>
internal interface IKubeRayObject
{
    string Name { get; }

    /// <summary>As it was sent and changed, without its status.</summary>
    JsonObject Body { get; }

    JsonObject Status();

    /// <summary>Brings what runs in line with a changed body.</summary>
    Task AdaptAsync();

    /// <summary>Ends all that runs because of it.</summary>
    Task EndAsync();
}
