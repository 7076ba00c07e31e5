using Fairlead.Images.Cache.Documents;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Saving;

/// <summary>Takes an image from what <c>docker save</c> prints, which is always all of it: for engines that cannot push to us.</summary>
internal sealed class SavedStream
{
    private readonly ImageStore store;
    private readonly ContainerEngine engine;
    private readonly Dictionary<Digest, CachedBlob> known;
    private readonly Dictionary<Digest, long> written = [];

    public SavedStream(ImageStore store, ContainerEngine engine)
    {
        this.store = store;
        this.engine = engine;
        known = store.List().SelectMany(entry => entry.Layers).DistinctBy(layer => layer.DiffId).ToDictionary(layer => layer.DiffId);
    }

    /// <exception cref="FairleadException">The engine failed, or the cache could not take the image.</exception>
    public async Task<ReceivedImage> ReceiveAsync(ImageDetails image, CancellationToken cancellationToken)
    {
        var archive = new ImageArchive(TakeAsync);
        string[] arguments = ["image", "save", image.ById];
        var result = await engine.ReadAsync(arguments, archive.ReadAsync, cancellationToken);
        if (!result.Succeeded)
            throw EngineFault.Of(engine, arguments, result);
        var config = Kept(archive.ConfigFile, archive.ConfigFile, MediaTypes.Config);
        var diffIds = OciJson.Read(store, config.Digest, OciJson.Default.ImageConfig).DiffIds;
        CachedBlob[] layers = [.. archive.LayerFiles.Zip(diffIds, LayerOf)];
        return ReceivedImage.Of(await AddManifestAsync(config, layers, cancellationToken), config, [.. layers], written);
    }

    /// <summary>Keeps what the cache has not; a layer whose name tells that it is known is not even read.</summary>
    private async Task<Digest> TakeAsync(Stream content, Digest? name, CancellationToken cancellationToken)
    {
        if (name is { } named && known.ContainsKey(named))
            return named;
        var (digest, size) = await store.AddAsync(content, known.ContainsKey, cancellationToken);
        if (!known.ContainsKey(digest))
            written[digest] = size;
        return digest;
    }

    private CachedBlob LayerOf(Digest file, Digest diffId) =>
        known.GetValueOrDefault(diffId) ?? Kept(file, diffId, file == diffId ? MediaTypes.Layer : MediaTypes.CompressedLayer);

    private CachedBlob Kept(Digest digest, Digest diffId, string mediaType) => new(digest, diffId, written[digest], mediaType);

    private async Task<CachedBlob> AddManifestAsync(CachedBlob config, CachedBlob[] layers, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(ComposedManifest.Of(config, layers));
        var (digest, size) = await store.AddAsync(content, expected: null, cancellationToken);
        written[digest] = size;
        return Kept(digest, digest, MediaTypes.Manifest);
    }
}
