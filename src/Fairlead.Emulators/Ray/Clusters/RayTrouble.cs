namespace Fairlead.Emulators.Ray.Clusters;

/// <summary>Why clusters do not become ready.</summary>
/// <param name="Reason">A word of Kubernetes', such as <c>ImagePullBackOff</c>.</param>
public sealed record RayTrouble(string Reason, string Message);
