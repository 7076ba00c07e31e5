using System.Collections.Immutable;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>The options of <c>docker create</c> that follow from settings. The user's own come last: of two that say the same, the last counts.</summary>
internal static class DockerOptions
{
    public static ImmutableArray<string> Of(DockerSettings settings) =>
    [
        $"--network={settings.Network}",
        .. Given("user", settings.User),
        .. Given("ipc", settings.IpcMode),
        .. Given("shm-size", settings.SharedMemory),
        .. settings.Limits.Select(limit => $"--ulimit={limit}"),
        .. settings.Mounts.Mounts.SelectMany(mount => mount.Words),
        .. settings.Extra.Where(option => DockerMountReader.Read(option) is null).SelectMany(option => option.Words),
    ];

    private static IEnumerable<string> Given(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
