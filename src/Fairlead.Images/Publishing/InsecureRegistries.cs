using Fairlead.Images.Engine;

namespace Fairlead.Images.Publishing;

/// <summary>The registries to which an engine is allowed to talk without a certificate it can check.</summary>
internal static class InsecureRegistries
{
    public static async Task<bool> ContainAsync(ContainerEngine engine, string host, CancellationToken cancellationToken) =>
        Contain(await engine.RunAsync(["info", "--format", "{{json .RegistryConfig}}"], cancellationToken), host);

    // Podman has no such configuration, and prints null.
    internal static bool Contain(string configuration, string host) =>
        configuration.Trim() != "null"
        && EngineAnswer.Read(configuration, EngineJson.Default.RegistryConfiguration, "the engine's registries").IndexConfigs?.GetValueOrDefault(host)?.Secure == false;
}
