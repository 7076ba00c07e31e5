using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>What runs a job's entry point: a shell with the variables and mounts of the head, and the head's host name.</summary>
internal static class RayEntrypoint
{
    /// <param name="name">The process' own name among pods.</param>
    /// <param name="variables">The job's own; later than the head's.</param>
    public static PodSpec Beside(PodSpec head, string name, string entrypoint, IEnumerable<PodVariable> variables) => head with
    {
        Name = name,
        Command = ["/bin/sh", "-c", Literal(entrypoint)],
        Variables =
        [
            .. head.Variables,
            .. variables,
            new PodVariable("HOSTNAME", head.Name),
            new PodVariable("RAY_ADDRESS", "127.0.0.1:6379"),
        ],
        Labels = new Dictionary<string, string>(),
    };

    // Kubernetes, which expands $(NAME), never sees what Ray starts.
    private static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);
}
