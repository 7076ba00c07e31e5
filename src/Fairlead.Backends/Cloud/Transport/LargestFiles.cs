using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Fairlead.Sources;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>What makes parcels heavy, for people.</summary>
internal static class LargestFiles
{
    private const int Shown = 3;

    /// <param name="parcels">Of those that gzip compressed.</param>
    public static IEnumerable<string> In(IEnumerable<Parcel> parcels) =>
        parcels.Where(parcel => parcel.Codec == ParcelCodec.Gzip)
            .SelectMany(FilesIn)
            .OrderByDescending(file => file.Length)
            .Take(Shown)
            .Select(file => $"{Printable.Name(file.Name)} ({file.Length.ToString("N0", CultureInfo.InvariantCulture)})");

    private static IEnumerable<(string Name, long Length)> FilesIn(Parcel parcel)
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(parcel.Content.ToArray()), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
            yield return (entry.Name, entry.Length);
    }
}
