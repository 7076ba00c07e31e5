using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Reads mounts: those of recipe and profile, and those among the options of <c>docker_args</c>, in each of their spellings.</summary>
internal static class DockerMountReader
{
    private const string Tmpfs = "tmpfs";
    private const string NewVolume = "a new volume";
    private static readonly string[] PlainModes = ["", "ro", "rw"];

    /// <exception cref="FairleadException">Not a path of the host, or a target that is Fairlead's.</exception>
    public static DockerMount Read(Mount mount) => mount is HostMount host
        ? Checked(new DockerMount(host.HostPath, host.Target, host.Options ?? "", host.Origin, [Spelled(host)]))
        : throw mount.Origin.Fault($"the mount at '{mount.Target}' is of a kind that docker does not have", "clone or copy it, and write it as host:container");

    /// <summary>Null when the option is no mount.</summary>
    /// <exception cref="FairleadException">A mount that cannot be read, a relative path, or a target that is Fairlead's.</exception>
    public static DockerMount? Read(DockerOption option) => option switch
    {
        { Name: "volume", Value: { } value } => Checked(Volume(option, value)),
        { Name: "mount", Value: { } value } => Checked(Fields(option, CsvField.Split(value))),
        { Name: Tmpfs, Value: { } value } when value.Split(':', 2) is var parts => Checked(new DockerMount(Tmpfs, parts[0], parts.Length > 1 ? parts[1] : "", option.Origin, option.Words)),
        { Name: "volume" or "mount" or Tmpfs } => throw option.Origin.Fault($"--{option.Name} expects a value, found none"),
        _ => null,
    };

    // --mount carries every path and refuses one that is not there; further modes, as SELinux needs them, only --volume has.
    private static string Spelled(HostMount mount) => (mount.Options ?? "") is var mode && PlainModes.Contains(mode)
        ? $"--mount={CsvField.Join(["type=bind", $"source={mount.HostPath}", $"target={mount.Target}", .. mode == "ro" ? ["readonly"] : Array.Empty<string>()])}"
        : $"--volume={mount.HostPath}:{mount.Target}:{mode}";

    private static DockerMount Volume(DockerOption option, string value) => value.Split(':') switch
    {
        [var target] => new(NewVolume, target, "", option.Origin, option.Words),
        [var source, var target] => new(source, target, "", option.Origin, option.Words),
        [var source, var target, var mode] => new(source, target, mode, option.Origin, option.Words),
        _ => throw option.Origin.Fault($"--volume expects source:target:mode, found '{value}'", "write --mount=type=bind,source=…,target=… for paths with colons"),
    };

    private static DockerMount Fields(DockerOption option, ImmutableArray<string> fields)
    {
        var values = fields.Select(field => field.Split('=', 2)).ToLookup(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "true");
        var target = values["target"].Concat(values["destination"]).Concat(values["dst"]).FirstOrDefault()
            ?? throw option.Origin.Fault($"--mount expects a target, found '{string.Join(',', fields)}'");
        var readOnly = values["readonly"].Concat(values["ro"]).FirstOrDefault() is "true" or "1";
        var source = values["type"].FirstOrDefault() == Tmpfs ? Tmpfs : values["source"].Concat(values["src"]).FirstOrDefault() ?? NewVolume;
        if (values["type"].FirstOrDefault() == "bind" && !source.StartsWith('/'))
            throw Relative(option.Origin, source);
        return new DockerMount(source, target, readOnly ? "ro" : "", option.Origin, option.Words);
    }

    private static DockerMount Checked(DockerMount mount)
    {
        if (!mount.Target.StartsWith('/'))
            throw mount.Origin.Fault($"a mount expects an absolute path in the container, found '{mount.Target}'");
        if (mount.Source is "" or ['.', ..] or ['~', ..] || (mount.HostPath is null && mount.Source.Contains('/', StringComparison.Ordinal)))
            throw Relative(mount.Origin, mount.Source);
        var target = UnixPath.Normalise(mount.Target);
        return target == "/" || target == ContainerPath.RunDirectory || target.StartsWith($"{ContainerPath.RunDirectory}/", StringComparison.Ordinal)
            ? throw mount.Origin.Fault($"nothing can be mounted at '{target}', where the {(target == "/" ? "image" : "run folder")} is", "choose another target")
            : mount with { Target = target, Mode = mount.Mode == "rw" ? "" : mount.Mode };
    }

    private static FairleadException Relative(Origin origin, string source) =>
        origin.Fault($"a mount in docker_args expects an absolute path of the host, or the name of a volume, found '{source}'", "write the whole path, or set mounts, where ~ and $NAME are expanded");
}
