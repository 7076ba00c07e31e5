using System.Collections.Immutable;
using Fairlead.Images.Cache.Documents;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Takes images into the cache from what <c>docker save</c>, <c>podman save</c> and <see cref="ArchiveExport"/> write.</summary>
public sealed class ArchiveImport(ImageStore store, TimeProvider time)
{
    /// <param name="path">A tar file, plain or compressed with gzip, xz or zstd. An archive of which anything is wrong makes no image known.</param>
    /// <param name="reference">Names the archive's only image; null: each bears the names that the archive gives it.</param>
    /// <exception cref="FairleadException">The archive is damaged, hostile or of another kind, or the cache cannot be written.</exception>
    public async Task<ImmutableArray<ImageEntry>> ReadAsync(string path, string? reference, CancellationToken cancellationToken)
    {
        using var workspace = store.OpenWorkspace();
        using var archive = await ArchiveFile.OpenAsync(path, workspace, cancellationToken);
        var layers = new LayerImport(store, archive);
        var entries = new List<ImageEntry>();
        foreach (var image in Name(archive, ArchivedImage.ReadAll(archive), reference))
        {
            var entry = await TakeAsync(archive, image, layers, cancellationToken);
            entries.AddRange(image.Names.Select(name => entry with { Reference = name }));
        }

        foreach (var entry in entries)
            await store.PublishAsync(entry, cancellationToken);
        return [.. entries];
    }

    private static ImmutableArray<ArchivedImage> Name(ArchiveFile archive, ImmutableArray<ArchivedImage> images, string? reference) => (reference, images) switch
    {
        (null, _) when images.Any(image => image.Names.IsEmpty) => throw FairleadException.Usage($"{archive.Path} does not say what its image is called", "say it: --image=NAME:TAG"),
        (null, _) => images,
        (_, [var only]) => [only with { Names = [reference] }],
        _ => throw ArchiveFault.Of(archive.Path, $"expected one image in it to be called {reference}, found {images.Length}"),
    };

    private async Task<ImageEntry> TakeAsync(ArchiveFile archive, ArchivedImage image, LayerImport layers, CancellationToken cancellationToken)
    {
        var config = archive.ReadJson(image.Config.Member, OciJson.Default.ImageConfig);
        if (config.DiffIds.Length != image.Layers.Length)
            throw ArchiveFault.Of(archive.Path, $"expected {config.DiffIds.Length} layers, as the config {image.Config.Member} says, found {image.Layers.Length}");
        var kept = new List<CachedBlob>();
        var unpacked = 0L;
        foreach (var (layer, diffId) in image.Layers.Zip(config.DiffIds))
        {
            var (blob, size) = await layers.TakeAsync(layer, diffId, cancellationToken);
            kept.Add(blob);
            unpacked += size;
        }

        var keptConfig = await AddAsync(archive.ReadBytes(image.Config.Member), image.Config.Digest, image.Config.MediaType ?? MediaTypes.Config, cancellationToken);
        var writer = Writer.Current;
        return new ImageEntry(
            Reference: "",
            await ManifestAsync(archive, image, keptConfig, kept, cancellationToken),
            keptConfig,
            [.. kept],
            config.Platform,
            unpacked,
            BuildKey: null,
            writer.Host,
            writer.Pid,
            writer.JobId,
            time.GetUtcNow());
    }

    // As it came when it still lists the very layers that are kept.
    private Task<CachedBlob> ManifestAsync(ArchiveFile archive, ArchivedImage image, CachedBlob config, List<CachedBlob> layers, CancellationToken cancellationToken) =>
        image.Manifest is { } manifest && image.Layers.Select(layer => layer.Digest).SequenceEqual(layers.Select(layer => (Digest?)layer.Digest))
            ? AddAsync(archive.ReadBytes(manifest.Member), manifest.Digest, manifest.MediaType ?? MediaTypes.Manifest, cancellationToken)
            : AddAsync(ComposedManifest.Of(config, layers), null, MediaTypes.Manifest, cancellationToken);

    private async Task<CachedBlob> AddAsync(byte[] bytes, Digest? expected, string mediaType, CancellationToken cancellationToken)
    {
        await using var content = new MemoryStream(bytes);
        var (digest, size) = await store.AddAsync(content, expected, cancellationToken);
        return new CachedBlob(digest, digest, size, mediaType);
    }
}
