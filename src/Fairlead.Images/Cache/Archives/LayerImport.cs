using System.IO.Compression;
using Fairlead.Images.Cache.Documents;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Takes layers of one archive into the cache, but for those that it has, in whatever form.</summary>
internal sealed class LayerImport(ImageStore store, ArchiveFile archive)
{
    private readonly Dictionary<Digest, CachedBlob> kept = store.List().SelectMany(entry => entry.Layers).DistinctBy(layer => layer.DiffId).ToDictionary(layer => layer.DiffId);

    /// <returns>The layer as the cache keeps it, and its size unpacked.</returns>
    /// <exception cref="FairleadException">It is not what the archive says.</exception>
    public async Task<(CachedBlob Kept, long Unpacked)> TakeAsync(ArchivedBlob layer, Digest diffId, CancellationToken cancellationToken)
    {
        var compressed = IsCompressed(layer);
        var unpacked = compressed ? await UnpackAsync(layer, diffId, cancellationToken) : LengthOf(layer);
        if (!kept.TryGetValue(diffId, out var blob))
            kept[diffId] = blob = await AddAsync(layer, compressed ? layer.Digest : diffId, diffId, compressed ? MediaTypes.CompressedLayer : MediaTypes.Layer, cancellationToken);
        return (blob, unpacked);
    }

    private async Task<CachedBlob> AddAsync(ArchivedBlob layer, Digest? expected, Digest diffId, string mediaType, CancellationToken cancellationToken)
    {
        await using var content = archive.Read(layer.Member);
        var (digest, size) = await store.AddAsync(content, expected, cancellationToken);
        return new CachedBlob(digest, diffId, size, layer.MediaType ?? mediaType);
    }

    private bool IsCompressed(ArchivedBlob layer)
    {
        using var content = archive.Read(layer.Member);
        var format = LayerFormats.Of(content);
        return format is LayerFormat.Plain or LayerFormat.Gzip
            ? format == LayerFormat.Gzip
            : throw ArchiveFault.Of(archive.Path, $"expected layers that are plain or compressed with gzip, found {layer.Member} compressed with {LayerFormats.NameOf(format)}");
    }

    private async Task<long> UnpackAsync(ArchivedBlob layer, Digest diffId, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = new GZipStream(archive.Read(layer.Member), CompressionMode.Decompress);
            var (found, size) = await HashedCopy.CopyAsync(content, Stream.Null, cancellationToken);
            return found == diffId ? size : throw ArchiveFault.Of(archive.Path, $"expected a layer of SHA-256 {diffId} in {layer.Member}, found {found}");
        }
        catch (InvalidDataException exception)
        {
            throw ArchiveFault.Of(archive.Path, $"{layer.Member} cannot be unpacked: {exception.Message}", exception);
        }
    }

    private long LengthOf(ArchivedBlob layer)
    {
        using var content = archive.Read(layer.Member);
        return content.Length;
    }
}
