using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Saving;

/// <summary>Saves images of an engine into a cache: once each, and only the layers that it lacks.</summary>
public sealed class ImageSaver(ImageStore store, ContainerEngine engine, TimeProvider time)
{
    // A blob that the engine counted on may be pruned or found damaged before the image is published.
    private const int Attempts = 2;

    /// <param name="reference">As the engine knows the image, and as the cache will.</param>
    /// <param name="buildKey">Key of the build it came from; null when it is not known.</param>
    /// <exception cref="FairleadException">The engine has no such image or failed, or the cache cannot take it.</exception>
    public async Task<SaveResult> SaveAsync(string reference, Digest? buildKey, CancellationToken cancellationToken)
    {
        var image = await engine.FindImageAsync(reference, cancellationToken)
            ?? throw FairleadException.Stage($"expected the image {reference} in the engine, found none", $"build it, or bring it: {engine.Client} pull {reference}");
        if (Saved() is { } entry)
            return entry;
        store.Reap();
        using var lease = await store.LeaseAsync(reference, cancellationToken);
        if (Saved() is { } meanwhile)
            return meanwhile;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var received = await ReceiveAsync(image, cancellationToken);
                var published = Entry(reference, image, buildKey, received);
                await store.PublishAsync(published, cancellationToken);
                return new SaveResult(published, Saved: true, received.BytesWritten, received.LayersWritten, received.Reason);
            }
            catch (DamagedBlobException) when (attempt < Attempts)
            {
                // What was damaged is in quarantine now, so the engine will send it.
            }
        }

        SaveResult? Saved() => store.Find(reference) is { } known && known.Is(image) && (buildKey is null || buildKey == known.BuildKey)
            ? new SaveResult(known, Saved: false, BytesWritten: 0, LayersWritten: 0, Reason: null)
            : null;
    }

    private async Task<ReceivedImage> ReceiveAsync(ImageDetails image, CancellationToken cancellationToken)
    {
        var cached = store.List();
        if (cached.FirstOrDefault(other => other.Is(image)) is { } same)
            return new ReceivedImage(same.Manifest, same.Config, same.Layers, BytesWritten: 0, LayersWritten: 0);
        RequireSpace(SpaceNeeded.For(image, cached), image);
        if (image.Tags.IsEmpty)
            return await ReadAsync("it has no tag of its own, and the one to push it by would be its last");
        var pushed = new PushedImage(store, engine);
        await pushed.RemoveStrayTagsAsync(cancellationToken);
        var (received, unreached) = await pushed.ReceiveAsync(image, cancellationToken);
        return received ?? await ReadAsync($"the engine does not reach this machine's loopback: {unreached}");

        async Task<ReceivedImage> ReadAsync(string reason) =>
            await new SavedStream(store, engine).ReceiveAsync(image, cancellationToken) with { Reason = reason };
    }

    private void RequireSpace(long needed, ImageDetails image)
    {
        var free = store.FreeSpace();
        if (free < needed)
            throw FairleadException.Stage($"saving the image {image.Id} needs {needed} bytes, the image cache {store.Root} has {free} free", "free some space, run --target=CachePrune, or set --cache-root=DIR to a larger disk");
    }

    private ImageEntry Entry(string reference, ImageDetails image, Digest? buildKey, ReceivedImage received) => new(
        reference,
        received.Manifest,
        received.Config,
        received.Layers,
        image.Platform,
        image.Size,
        buildKey,
        store.Writer.Host,
        store.Writer.Pid,
        store.Writer.JobId,
        time.GetUtcNow());
}
