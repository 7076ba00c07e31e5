using System.Globalization;

namespace Fairlead.Stages.Caching;

internal static class CacheInfoText
{
    public static string Of(CacheInfo info)
    {
        var width = info.Stages.Select(usage => usage.Stage.Length).Append("quarantine".Length).Max();
        var lines = new List<string> { $"local root:  {info.Root}", $"shared root: {info.SharedRoot ?? "(none)"}" };
        lines.AddRange(info.Stages.Select(usage => Row(usage.Stage, $"{usage.Entries} entries", usage.Bytes)));
        lines.Add(Row("blobs", $"{info.Blobs} files", info.BlobBytes));
        lines.Add(Row("quarantine", $"{info.QuarantinedFiles} files", info.QuarantinedBytes));
        lines.Add(Row("temporary", "", info.TemporaryBytes));
        if (info.UnreadableEntries > 0)
            lines.Add($"unreadable entries: {info.UnreadableEntries} (set aside when next looked up)");
        return string.Join('\n', lines);

        string Row(string name, string count, long bytes) =>
            string.Create(CultureInfo.InvariantCulture, $"  {name.PadRight(width)}  {count,14}  {bytes,18:N0} bytes");
    }
}
