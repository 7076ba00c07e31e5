using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Where docker's client would find its engine, as far as that is a socket of this machine.</summary>
internal static class EngineEndpoint
{
    private const string Docker = "docker";
    private const string Scheme = "unix://";
    private const string DefaultSocket = "/var/run/docker.sock";

    // They make the client speak otherwise than we would.
    private static readonly string[] Unusual = ["DOCKER_CONTEXT", "DOCKER_API_VERSION", "DOCKER_CUSTOM_HEADERS"];

    /// <returns>Null where the client is to be asked: another program, a context, ssh, TCP.</returns>
    public static string? SocketOf(string client, Func<string, string?> environment)
    {
        if (client != Docker || Unusual.Any(name => environment(name) is { Length: > 0 }))
            return null;
        if (environment("DOCKER_HOST") is { Length: > 0 } host)
            return host.StartsWith(Scheme, StringComparison.Ordinal) ? host[Scheme.Length..] : null;
        var folder = environment("DOCKER_CONFIG") is { Length: > 0 } chosen ? chosen : Path.Combine(environment("HOME") ?? "/", ".docker");
        return IsPlain(Path.Combine(folder, "config.json")) ? DefaultSocket : null;
    }

    private static bool IsPlain(string configuration)
    {
        try
        {
            return !File.Exists(configuration)
                || StrictJson.Read(File.ReadAllText(configuration), EngineJson.Default.ClientConfiguration) is { HttpHeaders: null, CurrentContext: null or "" or "default" };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }
}
