using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>What an archive weighs, what makes it heavy, and whether it may travel.</summary>
/// <param name="Largest">At most ten files, the largest first.</param>
/// <param name="MaxArchiveBytes">The ceiling on the compressed archive, in bytes: the setting <c>source_max_archive_bytes</c>; null for none.</param>
public sealed record SizeReport(SourceList List, ArchiveSummary Archive, ImmutableArray<SourceFile> Largest, long? MaxArchiveBytes)
{
    private const int LargestShown = 10;
    private const int LargestInError = 3;

    public static SizeReport Of(SourceList list, ArchiveSummary archive, long? maxArchiveBytes) =>
        new(list, archive, [.. list.Files.OrderByDescending(file => file.Size).Take(LargestShown)], maxArchiveBytes);

    /// <exception cref="FairleadException">The compressed archive is over the ceiling.</exception>
    public void RequireWithinCeiling()
    {
        if (Archive.CompressedBytes > MaxArchiveBytes)
        {
            throw FairleadException.Usage(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the source archive has {Archive.CompressedBytes:N0} bytes, the limit is {MaxArchiveBytes:N0}; largest: {string.Join(", ", Largest.Take(LargestInError).Select(Weigh))}"),
                "git-ignore what the job does not need, keep data on the job's volume, or raise source_max_archive_bytes");
        }
    }

    public IEnumerable<string> ToLines()
    {
        yield return Invariant($"digest      {Archive.Digest}");
        yield return Invariant($"files       {Archive.Files:N0}");
        yield return Invariant($"content     {List.TotalBytes:N0} bytes");
        yield return Invariant($"archive     {Archive.CompressedBytes:N0} bytes ({Archive.TarBytes:N0} uncompressed)");
        if (MaxArchiveBytes is { } ceiling)
            yield return Invariant($"limit       {ceiling:N0} bytes");
        if (List.Origin == SourceOrigin.PlainFolder)
            yield return "origin      a folder in no git work tree: nothing is ignored";
        foreach (var line in LeftOutWords.Lines(List))
            yield return line;
        foreach (var file in Largest)
            yield return Invariant($"largest     {file.Size,13:N0}  {Printable.Name(file.ArchivePath)}");
    }

    public JsonObject ToJson() => new()
    {
        ["digest"] = Archive.Digest.ToString(),
        ["files"] = Archive.Files,
        ["content_bytes"] = List.TotalBytes,
        ["tar_bytes"] = Archive.TarBytes,
        ["archive_bytes"] = Archive.CompressedBytes,
        ["max_archive_bytes"] = MaxArchiveBytes,
        ["git"] = List.Origin == SourceOrigin.GitWorkTree,
        ["withheld"] = Strings(List.Withheld),
        ["absent_submodules"] = Strings(List.AbsentSubmodules),
        ["left_out"] = new JsonArray([.. List.LeftOut.Select(ToJson)]),
        ["largest"] = new JsonArray([.. Largest.Select(file => new JsonObject { ["path"] = file.ArchivePath, ["bytes"] = file.Size })]),
    };

    private static JsonObject ToJson(LeftOut item) => new()
    {
        ["path"] = item.ArchivePath,
        ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(item.Kind.ToString()),
        ["rule"] = item.Rule,
        ["tracked"] = item.Tracked,
    };

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private static string Weigh(SourceFile file) => Invariant($"{Printable.Name(file.ArchivePath)} ({file.Size:N0})");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
