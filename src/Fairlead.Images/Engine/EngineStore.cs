using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>How an engine keeps layers, as far as loading must know.</summary>
/// <param name="IsClassic">It takes archives that leave out the layers it has: Docker with its own graph driver.</param>
/// <param name="Name">For people.</param>
internal sealed record EngineStore(bool IsClassic, string Name)
{
    // What Docker's containerd store says of itself in place of a graph driver's status.
    private const string Snapshotter = "io.containerd.snapshotter";

    /// <exception cref="FairleadException">The client cannot be started.</exception>
    public static async Task<EngineStore> OfAsync(ContainerEngine engine, CancellationToken cancellationToken) =>
        Read(engine.Client, await engine.TryAsync(["info", "--format", "{{json .DriverStatus}}"], cancellationToken));

    public static EngineStore Read(string client, ProcessResult driverStatus) => driverStatus switch
    {
        { Succeeded: false } => new EngineStore(false, $"the store of {client}, which names no graph driver"),
        _ when driverStatus.Output.Contains(Snapshotter, StringComparison.Ordinal) => new EngineStore(false, "the containerd store"),
        _ => new EngineStore(true, "the classic store"),
    };
}
