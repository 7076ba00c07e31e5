using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Removes what killed writers left.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(6);

    public static void Remove(StoreLayout layout, Writer writer, DateTimeOffset now)
    {
        var oldest = (now - Age).UtcDateTime;
        foreach (var file in Old(layout.Temporary, oldest).Where(file => !TemporaryName.IsOfLiving(file.Name, writer)))
            file.Delete();
        foreach (var file in Old(layout.Entries, oldest).Where(file => AtomicFile.IsTemporary(file.Name)))
            file.Delete();
    }

    // What was renamed away meanwhile has no time of its own: the framework would give it the year 1601.
    private static List<FileInfo> Old(string folder, DateTime oldest) =>
        Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Exists && file.LastWriteTimeUtc < oldest)] : [];
}
