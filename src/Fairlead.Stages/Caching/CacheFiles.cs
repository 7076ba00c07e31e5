using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Goes through all files of a cache root.</summary>
internal static class CacheFiles
{
    /// <summary>Every recorded entry; null in place of one that cannot be read.</summary>
    public static IEnumerable<(FileInfo File, StageEntry? Entry)> Entries(CacheLayout layout) =>
        Below(layout.Entries).Where(file => !AtomicFile.IsTemporary(file.Name)).Select(file => (file, Read(file)));

    public static IEnumerable<FileInfo> Below(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories) : [];

    /// <summary>The digest a file in objects/ or entries/ is named by.</summary>
    public static Digest? DigestOf(FileInfo file) => Digest.TryParse(file.Directory!.Name + file.Name, out var digest) ? digest : null;

    private static StageEntry? Read(FileInfo file)
    {
        try
        {
            return DigestOf(file) is { } key ? EntryDocument.Read(File.ReadAllBytes(file.FullName), key) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
