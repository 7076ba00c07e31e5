using System.Collections.Immutable;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Provision;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.Rendezvous;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>Has every rank's engine hold the images of a job before any rank goes on: rank 0 comes by them and publishes them, the others take what they lack.</summary>
internal sealed class ImagePreparation(IRendezvous rendezvous, int rank, ContainerEngine engine, ImageStore cache, ILayerExchange layers, RelayTree tree, LastResort lastResort, Terminal terminal, TimeProvider time)
{
    private static readonly Func<ImmutableArray<string>, CancellationToken, Task<string>> Nothing = (_, _) => Task.FromResult("");

    private readonly CacheProbe probe = new(cache.Root, time);
    private string? nonce;
    private bool seesCache;

    /// <exception cref="RendezvousException">Another rank gave up, or is lost.</exception>
    /// <exception cref="FairleadException">This rank cannot have it; the others are not told yet.</exception>
    public async Task<PreparedImage> PrepareAsync(ManifestImage image, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, rendezvous.Broken);
        try
        {
            if (nonce is null && tree.World > 1)
                await LookForCacheAsync(together.Token);
            var prepared = rank == 0 ? await PublishAsync(image, together.Token) : await TakeAsync(image, together.Token);
            terminal.Progress($"rank {rank}: {image.Key} is {prepared.ById}");
            return new PreparedImage(image.Key, prepared);
        }
        catch (OperationCanceledException) when (rendezvous.Fault is { } fault && !cancellationToken.IsCancellationRequested)
        {
            throw fault;
        }
    }

    private async Task LookForCacheAsync(CancellationToken cancellationToken)
    {
        nonce = await rendezvous.MeetAsync(new Phase("cache", ""), "", (_, _) => Task.FromResult(probe.Leave()), cancellationToken);
        seesCache = rank == 0 || await probe.SeesAsync(nonce, cancellationToken);
    }

    private async Task<ImageDetails> PublishAsync(ManifestImage image, CancellationToken cancellationToken)
    {
        var wanted = NamedImages.WantedOf(image);
        rendezvous.Progress.Report($"looking for {wanted.Reference}");
        var here = await new ImageProvision(engine, cache, save: null).EnsureAsync(wanted, cancel => lastResort.BringAsync(image, wanted.Reference, cancel), cancellationToken);
        Tell(wanted, $"from {here.Source}", here.Replaced);
        var publication = Publication.Read(await rendezvous.MeetAsync(new Phase("published", image.Key), NoteOf(here.Image), DecideAsync, cancellationToken));
        await rendezvous.MeetAsync(Ready(publication), "", Nothing, cancellationToken);
        return here.Image;

        async Task<string> DecideAsync(ImmutableArray<string> notes, CancellationToken cancellation)
        {
            var ranks = RankNote.ReadAll(notes);
            if (nonce is not null)
                probe.Remove(nonce);
            if (ranks.All(other => other.Image == here.Image.Id))
                return Publication.Everywhere(here.Image.Id).Write();
            using var growth = new FolderGrowth(cache.Root, bytes => rendezvous.Progress.Report($"saving {wanted.Reference}: {bytes} bytes"), time);
            var saved = await new ImageSaver(cache, engine, time).SaveAsync(wanted.Reference, image.BuildFingerprint, cancellation);
            terminal.Progress($"rank 0: {wanted.Reference} saved: {saved.BytesWritten} bytes, {saved.LayersWritten} layers");
            return Publication.Of(saved.Entry, ranks).Write();
        }
    }

    private async Task<ImageDetails> TakeAsync(ManifestImage image, CancellationToken cancellationToken)
    {
        var wanted = NamedImages.WantedOf(image);
        var holder = await engine.FindImageAsync(wanted.Reference, cancellationToken);
        var publication = Publication.Read(await rendezvous.MeetAsync(new Phase("published", image.Key), NoteOf(holder), Nothing, cancellationToken));
        var taken = publication.ReadEntry() is { } entry
            ? await LoadAsync(wanted with { Config = entry.Config.Digest }, entry, publication, cancellationToken)
            : holder ?? throw PreparationJson.Odd("rank 0", "that every rank has the image");
        await rendezvous.MeetAsync(Ready(publication), "", Nothing, cancellationToken);
        return taken;
    }

    private async Task<ImageDetails> LoadAsync(WantedImage wanted, ImageEntry entry, Publication publication, CancellationToken cancellationToken)
    {
        if (!publication.IsShared)
            layers.RelayFrom(tree.ParentOf(rank, publication.Addresses), entry.Blobs);
        var loaded = await new PublishedLayers(engine, cache, layers, publication.IsShared ? null : tree.ParentOf(rank, publication.Addresses)).LoadAsync(wanted, entry, cancellationToken);
        Tell(wanted, $"{loaded.Outcome}, {loaded.LayersSent} layers, {loaded.BytesSent} bytes", loaded.Replaced);
        return loaded.Image;
    }

    private string NoteOf(ImageDetails? held) => new RankNote(held?.Id, seesCache, layers.Address).Write();

    // Ranks that verified another image are refused.
    private static Phase Ready(Publication publication) => new("ready", (publication.Image ?? publication.ReadEntry()!.Config.Digest).ToString());

    private void Tell(WantedImage wanted, string how, Digest? replaced) =>
        terminal.Progress($"rank {rank}: {wanted.Reference} {how}{(replaced is { } other ? $"; the name was sha256:{other} before" : "")}");
}
