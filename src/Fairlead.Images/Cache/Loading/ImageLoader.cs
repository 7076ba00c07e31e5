using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Loading;

/// <summary>Has an engine know images of the cache, and sends it no layer that it has.</summary>
/// <param name="bring">Has the cache hold a blob that the engine has to be sent; null: the cache holds them all.</param>
public sealed class ImageLoader(ImageStore store, ContainerEngine engine, Func<CachedBlob, CancellationToken, Task>? bring = null)
{
    private const int BroughtAtOnce = 4;
    private readonly ArchiveWriter archives = new(store);

    /// <summary>The reference, where it is a name, names the image afterwards; not before the engine has all of it.</summary>
    /// <exception cref="DamagedBlobException">A blob of the image is not what it should be; the engine took nothing.</exception>
    /// <exception cref="FairleadException">The engine does not answer, or refuses the image.</exception>
    public async Task<LoadResult> LoadAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        var holder = await engine.FindImageAsync(entry.Reference, cancellationToken);
        var result = holder is not null && entry.Is(holder)
            ? new LoadResult(LoadOutcome.AlreadyThere, holder, 0, 0, null, null)
            : await BringAsync(entry, holder, cancellationToken);
        store.MarkLoaded(entry);
        return result;
    }

    // Each question to an engine costs a process: the list of its images answers two, and is asked for beside the kind of its store.
    private async Task<LoadResult> BringAsync(ImageEntry entry, ImageDetails? holder, CancellationToken cancellationToken)
    {
        var kind = EngineStore.OfAsync(engine, cancellationToken);
        var images = engine.ListImagesAsync(cancellationToken);
        await Task.WhenAll(kind, images);
        if ((await images).FirstOrDefault(entry.Is) is { } there)
            return await NameAsync(new LoadResult(LoadOutcome.AlreadyThere, there, 0, 0, null, null), entry, holder, cancellationToken);
        var plan = (await kind).IsClassic
            ? LayerPlan.Of(entry, await images)
            : LayerPlan.Whole(entry, $"{(await kind).Name} takes whole images alone");
        return await SendAsync(entry, plan, holder, cancellationToken);
    }

    private async Task<LoadResult> SendAsync(ImageEntry entry, LayerPlan plan, ImageDetails? holder, CancellationToken cancellationToken)
    {
        if (plan.WhyWhole is null)
        {
            var (refusal, sent) = await FeedAsync(ArchiveContents.Missing(entry, plan.Layers), cancellationToken);
            if (refusal is null)
                return await FinishAsync(LoadOutcome.MissingLayers, sent);
            plan = LayerPlan.Whole(entry, $"sent the missing layers alone, and {refusal.Problem}");
        }

        var (fault, whole) = await FeedAsync(ArchiveContents.Whole(entry), cancellationToken);
        return fault is null ? await FinishAsync(LoadOutcome.Whole, whole) : throw fault;

        async Task<LoadResult> FinishAsync(LoadOutcome outcome, long bytes)
        {
            var image = await engine.FindImageAsync($"sha256:{entry.Config.Digest}", cancellationToken)
                ?? await engine.FindImageAsync($"sha256:{entry.Manifest.Digest}", cancellationToken)
                ?? throw FairleadException.Stage($"{engine.Client} loaded {entry.Reference} and has no image sha256:{entry.Config.Digest} now", "something else removed it: try again");
            return await NameAsync(new LoadResult(outcome, image, bytes, plan.Layers.Length, plan.WhyWhole, null), entry, holder, cancellationToken);
        }
    }

    private async Task<LoadResult> NameAsync(LoadResult result, ImageEntry entry, ImageDetails? holder, CancellationToken cancellationToken)
    {
        if (ImageNames.NameOf(entry.Reference) is null)
            return result;
        var named = new NamedImage(entry.Reference, result.Image, holder);
        return result with { Image = await named.TagAsync(engine, cancellationToken), Replaced = named.Replaced };
    }

    private async Task<(FairleadException? Refusal, long Bytes)> FeedAsync(IEnumerable<ArchiveMember> members, CancellationToken cancellationToken)
    {
        if (bring is not null)
            await Parallel.ForEachAsync(members.OfType<ArchiveMember.Stored>(), new ParallelOptions { MaxDegreeOfParallelism = BroughtAtOnce, CancellationToken = cancellationToken }, async (member, cancellation) => await bring(member.Blob, cancellation));
        var bytes = 0L;
        var result = await engine.LoadAsync(async (input, cancellation) => bytes = await archives.WriteAsync(members, input, cancellation), cancellationToken);
        return (result.Succeeded ? null : EngineFault.Of(engine, ["load"], result), bytes);
    }
}
