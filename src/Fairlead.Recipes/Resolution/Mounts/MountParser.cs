using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>Reads one entry of <c>mounts</c>.</summary>
public static class MountParser
{
    private const string AutoMountOpen = "${auto_mount:";
    private const string GitScheme = "git+";

    /// <exception cref="FairleadException">The entry is none of the three forms of a mount.</exception>
    public static Mount Parse(Setting entry) => entry switch
    {
        ScalarSetting { Value: string text } when text.StartsWith(AutoMountOpen, StringComparison.Ordinal) => Git(text, entry.Origin),
        ScalarSetting { Value: string text } => Host(text, entry.Origin),
        TableSetting table => Volume(table),
        _ => throw entry.Origin.Fault($"a mount expects a string or a table, found {entry.Kind}"),
    };

    private static HostMount Host(string text, Origin origin) => text.Split(':') switch
    {
        [{ Length: > 0 } host, { Length: > 0 } target] => new HostMount(host, Absolute(target, text, origin), null, origin),
        [{ Length: > 0 } host, { Length: > 0 } target, { Length: > 0 } options] => new HostMount(host, Absolute(target, text, origin), options, origin),
        _ => throw origin.Fault($"a mount expects 'host:container', found '{text}'"),
    };

    private static GitMount Git(string text, Origin origin)
    {
        var parts = text[AutoMountOpen.Length..^1].Split(',', 2, StringSplitOptions.TrimEntries);
        if (!parts[0].StartsWith(GitScheme, StringComparison.Ordinal))
            throw origin.Fault($"auto_mount expects git+URL@REF, found '{parts[0]}'");
        var url = parts[0][GitScheme.Length..];
        var path = PathStart(url);
        var at = url.LastIndexOf('@');
        if (path < 0 || at < path || at == url.Length - 1)
            throw origin.Fault($"auto_mount '{parts[0]}' names no branch, tag or commit", $"write {GitScheme}{url.TrimEnd('@')}@<ref>");
        var repository = url[..at];
        var target = parts is [_, { Length: > 0 } given] ? given : $"/opt/{Path.GetFileNameWithoutExtension(repository)}";
        return new GitMount(repository, url[(at + 1)..], Absolute(target, text, origin), origin);
    }

    // Behind the host, whose user@ is no reference; in scp's form, user@host:path, behind the colon.
    private static int PathStart(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 ? url.IndexOf('/', scheme + 3) : url.IndexOf(':', StringComparison.Ordinal);
    }

    private static VolumeMount Volume(TableSetting table)
    {
        var reader = new TableReader(table, "mounts");
        var mount = new VolumeMount(Required(reader, "path"), Absolute(Required(reader, "mount_path"), "mount_path", table.Origin), reader.Text("from"), table.Origin);
        reader.RejectOthers();
        return mount;
    }

    private static string Required(TableReader reader, string key) =>
        reader.Text(key) ?? throw reader.OriginOf(key).Fault($"a mount table has no '{key}'", "give it path and mount_path");

    private static string Absolute(string target, string mount, Origin origin) =>
        target.StartsWith('/') ? target : throw origin.Fault($"the mount '{mount}' expects an absolute path in the container, found '{target}'");
}
