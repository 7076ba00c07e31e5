using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>How results appear in a cache root, local or shared: objects first, then the entry, each by one rename.</summary>
internal static class Publication
{
    // The folders themselves are not flushed: after a power cut an entry may be without its objects, which verification finds.
    public static void Publish(CacheLayout layout, SealedEntry finished)
    {
        foreach (var (digest, path) in finished.Files)
            Move(path, layout.ObjectOf(digest));
        var target = layout.EntryOf(finished.Entry.Key);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        AtomicFile.Write(target, EntryDocument.Write(finished.Entry).Span);
    }

    // Over what is there: the contents are the same, or the old ones were damaged.
    private static void Move(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
    }
}
