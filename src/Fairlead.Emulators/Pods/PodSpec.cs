namespace Fairlead.Emulators.Pods;

/// <summary>What the kubelet is told of a pod with one container.</summary>
/// <param name="Namespace">With the name it is the pod's own among all pods that live.</param>
/// <param name="Name">Its host name, too.</param>
/// <param name="Command">The program and its arguments; <c>$(NAME)</c> is expanded as in Kubernetes.</param>
public sealed record PodSpec(string Namespace, string Name, IReadOnlyList<string> Command)
{
    /// <summary>In order, since a value can use <c>$(NAME)</c> of those before it; of two with one name the later holds.</summary>
    public IReadOnlyList<PodVariable> Variables { get; init; } = [];

    /// <summary>Only <see cref="EmulatorOptions.Images"/> gives it a meaning.</summary>
    public string Image { get; init; } = "";

    public IReadOnlyList<PodMount> Mounts { get; init; } = [];

    /// <summary>The name of its one container.</summary>
    public string Container { get; init; } = "main";

    /// <summary>Labels of Kubernetes.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>A variable of a pod's environment.</summary>
/// <param name="Literal">Nothing is expanded in it: the kubelet leaves values from secrets as they are.</param>
public sealed record PodVariable(string Name, string Value, bool Literal = false);

/// <summary>A directory of this machine that a pod sees at a path.</summary>
public sealed record PodMount(string Source, string Path, bool ReadOnly = false);
