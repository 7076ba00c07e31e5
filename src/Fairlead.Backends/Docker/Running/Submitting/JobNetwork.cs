using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>The network of a job's containers.</summary>
internal static class JobNetwork
{
    /// <summary>Makes a network of the user's own when it is not there. It stays.</summary>
    /// <exception cref="FairleadException">The engine cannot make it.</exception>
    public static async Task EnsureAsync(ContainerEngine engine, DockerPart part, CancellationToken cancellationToken)
    {
        if (!part.HasNames || await ExistsAsync(engine, part.Network, cancellationToken))
            return;
        string[] create = ["network", "create", part.Network];
        var result = await engine.TryAsync(create, cancellationToken);
        if (!result.Succeeded && !await ExistsAsync(engine, part.Network, cancellationToken))
            throw EngineFault.Of(engine, create, result);
    }

    private static async Task<bool> ExistsAsync(ContainerEngine engine, string network, CancellationToken cancellationToken) =>
        (await engine.TryAsync(["network", "inspect", network], cancellationToken)).Succeeded;
}
