using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Which engine answers, and what it builds with.</summary>
/// <param name="ServerVersion">The client's own where there is no server, as with podman.</param>
/// <param name="Platform">What the engine runs and builds by itself, such as <c>linux/amd64</c>.</param>
public sealed record EngineSurvey(string ClientVersion, string ServerVersion, string ApiVersion, string Platform, BuildTool Tool)
{
    // Both clients know this form; --format json came to docker with version 23.
    private static readonly string[] VersionQuestion = ["version", "--format", "{{json .}}"];

    /// <exception cref="FairleadException">The client is missing, the engine does not answer, or one of them is too old.</exception>
    public static async Task<EngineSurvey> TakeAsync(ContainerEngine engine, CancellationToken cancellationToken)
    {
        var version = await engine.TryAsync(VersionQuestion, cancellationToken);
        if (!version.Succeeded)
            throw EngineFault.Of(engine, VersionQuestion, version);
        var buildx = await engine.TryAsync(["buildx", "version"], cancellationToken);
        return EngineVersionJson.Read(version.Output, buildx.Succeeded);
    }
}
