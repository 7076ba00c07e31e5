using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

/// <summary>Packs and unpacks in one line.</summary>
internal static class Archive
{
    public static (ArchiveSummary Summary, byte[] Bytes) Pack(SourceList list, int? workers = null) =>
        PackAsync(list, workers).GetAwaiter().GetResult();

    public static Digest DigestOf(WorkTree tree) => Pack(tree.List()).Summary.Digest;

    public static void Extract(byte[] bytes, string target, Digest expected) =>
        ExtractAsync(bytes, target, expected).GetAwaiter().GetResult();

    private static async Task<(ArchiveSummary Summary, byte[] Bytes)> PackAsync(SourceList list, int? workers)
    {
        using var stream = new MemoryStream();
        var summary = await DeterministicArchive.WriteAsync(list, stream, workers);
        return (summary, stream.ToArray());
    }

    private static async Task ExtractAsync(byte[] bytes, string target, Digest expected)
    {
        using var stream = new MemoryStream(bytes);
        await ArchiveReader.ExtractAsync(stream, target, expected);
    }
}
