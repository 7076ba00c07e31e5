using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Words an engine's refusal, with the next step.</summary>
public static class EngineFault
{
    private static readonly (string Words, string Next)[] Known =
    [
        ("permission denied while trying to connect", "add yourself to the group docker and log in again, or use podman: container_client = \"podman\""),
        ("dial unix", "start the engine (systemctl start docker), or set DOCKER_HOST"),
        ("cannot connect to the docker daemon", "start the engine (systemctl start docker), or set DOCKER_HOST"),
        ("no space left on device", "free space where the engine keeps its images: docker system df, docker image prune"),
        ("is too old", "update the engine: at least Docker 20.10 or podman 4"),
    ];

    public static FairleadException Of(ContainerEngine engine, IReadOnlyList<string> arguments, ProcessResult result)
    {
        var words = result.Error.Trim() is { Length: > 0 } error ? error : result.Output.Trim();
        var next = Known.FirstOrDefault(known => words.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Next;
        return FairleadException.Stage($"{engine.Client} {string.Join(' ', arguments.Take(2))} ended with exit code {result.ExitCode}: {words}", next ?? "./build.sh --target=Doctor looks at the engine");
    }
}
