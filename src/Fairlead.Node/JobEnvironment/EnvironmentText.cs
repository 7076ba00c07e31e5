using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Shows where every value comes from.</summary>
internal static class EnvironmentText
{
    /// <summary>One line each: name, layer, place, and the value unless its name promises a secret.</summary>
    public static IEnumerable<string> Of(ContainerEnvironment environment)
    {
        var rows = environment.Variables.Concat(environment.Mounts.Select(mount => mount with { Value = $"{mount.Value}{(mount.IsReadOnly ? " (read-only)" : "")}" })).ToList();
        var names = rows.Max(row => row.Key.Length);
        var places = rows.Max(row => Origin(row).Length);
        return rows.Select(row => $"{row.Key.PadRight(names)}  {Origin(row).PadRight(places)}  {Shown(row)}".TrimEnd());
    }

    private static string Origin(Resolved value) => $"{value.Layer.ToString().ToLowerInvariant()}: {value.Place}";

    private static string Shown(Resolved value) =>
        !value.Secrets.IsEmpty ? Secret.Mask : value.Value.ReplaceLineEndings("\\n");
}
