using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>A plan in the words of the engine's client. Values of variables are none of them: the client takes them from its own environment, where no other user can read them.</summary>
internal static class ContainerArguments
{
    private static readonly string[] OfClient = ["PATH", "HOME", "TMPDIR", "GODEBUG", "LD_", "DOCKER_", "BUILDKIT_", "BUILDX_", "CONTAINER", "XDG_", "SSH_"];

    public static ImmutableArray<string> Of(ContainerPlan plan) =>
    [
        "create",
        $"--name={plan.Name}",
        .. plan.Labels.Select(label => $"--label={label.Key}={label.Value}"),
        .. Unless(plan, "network", "net"),
        .. Unless(plan, "ipc"),
        $"--user={plan.User}",
        .. plan.Gpus,
        .. plan.Cpus is { } cpus ? [$"--cpuset-cpus={cpus}"] : Array.Empty<string>(),
        .. plan.Mounts,
        $"--workdir={plan.WorkFolder}",
        .. plan.Variables.Select(variable => SteersClient(variable.Key) ? $"--env={variable.Key}={variable.Value}" : $"--env={variable.Key}"),
        .. plan.Options.SelectMany(option => option.Words),
        plan.Image,
        .. plan.Command,
    ];

    /// <summary>What the client is to have in its environment.</summary>
    /// <exception cref="FairleadException">A variable would steer the client, and its name promises a secret.</exception>
    public static ImmutableDictionary<string, string> Inherited(ContainerPlan plan) =>
        plan.Variables.Keys.FirstOrDefault(name => SteersClient(name) && SensitiveName.Is(name)) is { } odd
            ? throw FairleadException.Usage($"the container cannot have the variable {odd}: the engine's client would take it for its own", "choose another name")
            : plan.Variables.Where(variable => !SteersClient(variable.Key)).ToImmutableDictionary();

    // The nodes of a job see each other by the host's network, and ranks of a node share memory. An engine takes these options once.
    private static IEnumerable<string> Unless(ContainerPlan plan, params string[] names) =>
        plan.Options.Any(option => names.Contains(option.Name)) ? [] : [$"--{names[0]}=host"];

    private static bool SteersClient(string name) =>
        OfClient.Any(own => own is [.., '_'] or "CONTAINER" ? name.StartsWith(own, StringComparison.Ordinal) : name == own);
}
