using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Running;

/// <summary>The containers of runs, on one engine.</summary>
internal sealed class DockerContainers(ContainerEngine engine)
{
    private static readonly string[] Gone = ["no such container", "no such object", "no container with", "already in progress"];

    /// <summary>Those of these runs, in the order of their nodes, with at most two questions to the engine.</summary>
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task<ILookup<string, DockerContainer>> OfAsync(IReadOnlyCollection<string> runs, CancellationToken cancellationToken)
    {
        // The two clients have no word in common for a label's value, so those of other runs are sorted out at the end.
        var label = runs.Count == 1 ? $"{DockerLabels.Run}={runs.Single()}" : DockerLabels.Run;
        var ids = Lines(await engine.RunAsync(["ps", "--all", "--quiet", "--no-trunc", $"--filter=label={label}"], cancellationToken));
        if (ids.Length == 0)
            return Array.Empty<DockerContainer>().ToLookup(container => container.Run);

        // One that goes between the two questions makes the client fail, and still print the others.
        string[] inspect = ["container", "inspect", .. ids];
        var result = await engine.TryAsync(inspect, cancellationToken);
        return result.Succeeded || IsGone(result.Error)
            ? EngineAnswer.Read(result.Output, ContainerJson.Default.IReadOnlyListInspectedContainer, "what an engine says of containers").Select(DockerContainer.Of).OfType<DockerContainer>().Where(container => runs.Contains(container.Run)).OrderBy(container => container.Node).ToLookup(container => container.Run)
            : throw EngineFault.Of(engine, inspect, result);
    }

    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task<ImmutableArray<DockerContainer>> OfAsync(string run, CancellationToken cancellationToken) => [.. (await OfAsync([run], cancellationToken))[run]];

    /// <summary>Removes containers with everything in them; those that are gone already are no error.</summary>
    /// <exception cref="FairleadException">One is left.</exception>
    public async Task RemoveAsync(IEnumerable<DockerContainer> containers, CancellationToken cancellationToken)
    {
        string[] remove = ["rm", "--force", "--volumes", .. containers.Select(container => container.Id)];
        if (remove.Length > 3 && await engine.TryAsync(remove, cancellationToken) is { Succeeded: false } result && !IsGone(result.Error))
            throw EngineFault.Of(engine, remove, result);
    }

    private static bool IsGone(string words) =>
        Lines(words).All(line => Gone.Any(gone => line.Contains(gone, StringComparison.OrdinalIgnoreCase)));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
