using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>Reads the mounts among the options, in each of their spellings.</summary>
internal static class OptionMount
{
    private const string Tmpfs = "tmpfs";
    private const string NewVolume = "a new volume";

    /// <summary>Null when the option is no mount.</summary>
    /// <exception cref="FairleadException">It cannot be read.</exception>
    public static ContainerMount? Of(RunOption option, string place) => (option.Name, option.Value) switch
    {
        ("volume", { } value) => Volume(option, value, place),
        ("mount", { } value) => Fields(option, CsvField.Split(value), place),
        (Tmpfs, { } value) => Mount(option, Tmpfs, value.Split(':', 2)[0], place),
        ("volume" or "mount" or Tmpfs, null) => throw FairleadException.Usage($"{place}: --{option.Name} expects a value, found none"),
        _ => null,
    };

    private static ContainerMount Volume(RunOption option, string value, string place) => value.Split(':') switch
    {
        [var target] => Mount(option, NewVolume, target, place),
        [var source, var target] => Mount(option, source, target, place),
        [var source, var target, _] => Mount(option, source, target, place),
        _ => throw FairleadException.Usage($"{place}: --volume expects source:target:mode, found '{value}'", "write --mount=type=bind,source=…,target=… for paths with colons"),
    };

    private static ContainerMount Fields(RunOption option, ImmutableArray<string> fields, string place)
    {
        var values = fields.Select(field => field.Split('=', 2)).ToLookup(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
        var target = values["target"].Concat(values["destination"]).Concat(values["dst"]).FirstOrDefault() ?? throw FairleadException.Usage($"{place}: --mount expects a target, found none");
        var source = values["type"].FirstOrDefault() == Tmpfs ? Tmpfs : values["source"].Concat(values["src"]).FirstOrDefault() ?? NewVolume;
        return Mount(option, source, target, place);
    }

    private static ContainerMount Mount(RunOption option, string source, string target, string place) => target.StartsWith('/')
        ? new ContainerMount(source, UnixPath.Normalise(target), MountOrigin.Option, place, option.Words)
        : throw FairleadException.Usage($"{place}: a mount expects an absolute path in the container, found '{target}'");
}
