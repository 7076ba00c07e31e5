using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Provision;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Images;

/// <summary>Has engines hold the images that recipes own: from where they are already, else built. Each is seen to once in a process.</summary>
/// <param name="runners">The runner of stages; with true, one that runs what is recorded too.</param>
internal sealed class OwnedImages(StageCache cache, Func<bool, StageRunner> runners, ImageStore store, ImageRecords records, PipelineFolders folders, Terminal terminal)
{
    private readonly Dictionary<string, Task<Digest>> ensured = new(StringComparer.Ordinal);

    /// <returns>The image's identity.</returns>
    /// <exception cref="FairleadException">The image is nowhere to be had, and cannot be built.</exception>
    public Task<Digest> EnsureAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        lock (ensured)
        {
            if (!ensured.TryGetValue(image.Reference, out var digest))
                ensured[image.Reference] = digest = FindOrBuildAsync(image, cancellationToken);
            return digest;
        }
    }

    private async Task<Digest> FindOrBuildAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        await LoadAsync(image, cancellationToken);
        var wanted = new WantedImage(image.Reference, await BuildAsync(image, anew: false, cancellationToken), records.RegistryReferenceOf(image));
        var found = await new ImageProvision(image.Engine, store, save: null).EnsureAsync(wanted, cancel => BuildAnewAsync(image, cancel), cancellationToken);
        if (found.Source != ProvisionSource.Engine)
            terminal.Progress($"ran  {ImageStage.Name}  {image.Inputs.Subject}  from the {found.Source.ToString().ToLowerInvariant()}: {string.Join("; ", found.Passed)}");
        await records.BuiltAsync(image, found.Image, cancellationToken);
        return found.Image.Id;
    }

    // What another host has built and saved is not built again.
    private async Task LoadAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        if (store.Find(image.Reference) is { } entry && entry.BuildKey == image.Inputs.Key && await image.Engine.FindImageAsync(image.Reference, cancellationToken) is null)
            terminal.Progress(ImageText.Loaded(entry, await new ImageLoader(store, image.Engine).LoadAsync(entry, cancellationToken)));
    }

    private async Task<Digest> BuildAsync(PlannedImage image, bool anew, CancellationToken cancellationToken) =>
        ImageStage.ImageOf(await runners(anew).RunAsync(image.Inputs, ImageStage.BodyOf(image, folders.BuildLogs, terminal.Progress), cancellationToken), cache);

    // What is recorded was built elsewhere, or was removed since.
    private async Task<ImageDetails> BuildAnewAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        var digest = await BuildAsync(image, anew: true, cancellationToken);
        return await image.Engine.FindImageAsync($"sha256:{digest}", cancellationToken)
            ?? throw FairleadException.Stage($"{image.Reference} was built, and the engine does not have it", "something else removed it: run the same command again");
    }
}
