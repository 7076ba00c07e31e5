using System.Text.Json.Serialization.Metadata;
using Fairlead.Images.Cache.Documents;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Saving;

/// <summary>Has the engine push an image into the cache.</summary>
internal sealed class PushedImage(ImageStore store, ContainerEngine engine)
{
    private static readonly TimeSpan UntagPatience = TimeSpan.FromSeconds(30);

    /// <returns>Null when the engine does not reach this machine's loopback, with its words.</returns>
    /// <exception cref="FairleadException">The engine failed, or the cache could not take the image.</exception>
    /// <exception cref="DamagedBlobException">A blob on which the engine counted is not there.</exception>
    public async Task<(ReceivedImage? Image, string? Unreached)> ReceiveAsync(ImageDetails image, CancellationToken cancellationToken)
    {
        await using var registry = await ReceivingRegistry.StartAsync(store, SaveTag.NewRepository(store.Writer), cancellationToken);
        var result = await PushAsync(image, registry, cancellationToken);
        if (registry.Fault is { } fault)
            throw NotTaken(fault);
        if (result.Succeeded && registry.Manifest is { } manifest)
            return (await ReadAsync(image, manifest, registry, cancellationToken), null);
        return registry.Reached ? throw EngineFault.Of(engine, ["push"], result) : (null, result.Error.Trim());
    }

    /// <summary>Removes the tags that killed processes have left.</summary>
    public async Task RemoveStrayTagsAsync(CancellationToken cancellationToken)
    {
        var references = (await engine.RunAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], cancellationToken)).Split('\n');
        foreach (var stray in references.Where(reference => SaveTag.IsStray(reference, store.Writer)))
            await UntagAsync(stray);
    }

    private async Task<ProcessResult> PushAsync(ImageDetails image, ReceivingRegistry registry, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, registry.Failed);
        try
        {
            await engine.RunAsync(["image", "tag", image.ById, registry.Reference], cancellationToken);
            return await engine.TryAsync(["image", "push", .. PlainHttp, registry.Reference], ending.Token);
        }
        catch (OperationCanceledException) when (registry.Fault is { } fault)
        {
            throw NotTaken(fault);
        }
        finally
        {
            await UntagAsync(registry.Reference);
        }
    }

    // Docker takes any registry on the loopback without encryption; podman wants to be told.
    private string[] PlainHttp => Path.GetFileName(engine.Client).StartsWith("podman", StringComparison.Ordinal) ? ["--tls-verify=false"] : [];

    // Whatever it says: the tag may be gone already, and one that stays is removed by a save after this process.
    private async Task UntagAsync(string reference)
    {
        using var limit = new CancellationTokenSource(UntagPatience);
        try
        {
            await engine.TryAsync(["image", "rm", reference], limit.Token);
        }
        catch (OperationCanceledException)
        {
            // An engine that hangs has failed before, and that is what is reported.
        }
    }

    private FairleadException NotTaken(Exception fault) => FairleadException.Stage(
        $"the image cache {store.Root} could not take the image: {(fault as FairleadException)?.Problem ?? fault.Message}",
        (fault as FairleadException)?.Next,
        fault);

    private async Task<ReceivedImage> ReadAsync(ImageDetails image, Digest pushed, ReceivingRegistry registry, CancellationToken cancellationToken)
    {
        var index = await ReadAsync(ManifestBlob(pushed), OciJson.Default.OciIndex, cancellationToken);
        var blob = ManifestBlob(index.ForPlatform(image.Platform) ?? pushed);
        var manifest = await ReadAsync(blob, OciJson.Default.OciManifest, cancellationToken);
        var config = manifest.Config.Cached(manifest.Config.Digest);
        if (image.Id != pushed && image.Id != blob.Digest && image.Id != config.Digest)
            throw FairleadException.Stage($"expected the engine to push the image {image.Id}, received one whose config is {config.Digest}");
        var layers = manifest.Layers.Zip((await ReadAsync(config, OciJson.Default.ImageConfig, cancellationToken)).DiffIds, (layer, diffId) => layer.Cached(diffId));
        return ReceivedImage.Of(blob with { MediaType = manifest.MediaType ?? MediaTypes.Manifest }, config, [.. layers], registry.Received);

        CachedBlob ManifestBlob(Digest digest) => new(digest, digest, registry.Received[digest], MediaTypes.Manifest);
    }

    private async Task<T> ReadAsync<T>(CachedBlob blob, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await store.VerifyAsync(blob, cancellationToken);
        return OciJson.Read(store, blob.Digest, type);
    }
}
