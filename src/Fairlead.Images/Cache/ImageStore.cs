using Fairlead.Images.Cache.Archives;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache;

/// <summary>Images as layers in a store that any number of hosts may share: an OCI image layout, but for the index.</summary>
public sealed class ImageStore
{
    private static readonly TimeSpan LeasePatience = TimeSpan.FromHours(1);

    private readonly ContentStore store;
    private readonly TimeProvider time;
    private readonly EntryFolder<ImageEntry> entries;

    /// <param name="root">Made when first written.</param>
    /// <param name="isShared">See <see cref="StoreLayout.IsShared"/>.</param>
    /// <param name="terminal">Receives warnings about damage.</param>
    public ImageStore(string root, Terminal terminal, TimeProvider time, bool isShared = false)
        : this(root, terminal, time, Writer.Current, isShared)
    {
    }

    internal ImageStore(string root, Terminal terminal, TimeProvider time, Writer writer, bool isShared = false)
    {
        store = new ContentStore(new StoreLayout(Path.GetFullPath(root), "image cache") { IsShared = isShared }, terminal, time, writer);
        entries = new EntryFolder<ImageEntry>(store, (_, json) => EntryJson.Read(json));
        this.time = time;
        Writer = writer;
    }

    public string Root => store.Layout.Root;

    internal Writer Writer { get; }

    /// <summary>Null when it is not there, or not all of its blobs are, by size.</summary>
    public ImageEntry? Find(string reference) =>
        entries.Find(EntryName.Of(reference), out _) is { } entry && entry.Reference == reference && IsWhole(entry) ? entry : null;

    /// <summary>An image that another host has published for certain: file systems may show it late, and what its reference named before meanwhile.</summary>
    /// <param name="isWanted">Tells it from what else bears its reference.</param>
    /// <returns>Null when it has not appeared in time.</returns>
    public async Task<ImageEntry?> FindPublishedAsync(string reference, Predicate<ImageEntry> isWanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        return await new Poll(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1), limit).WatchAsync(Look, entry => entry is not null, time, cancellationToken);

        Task<ImageEntry?> Look()
        {
            entries.Refresh();
            return Task.FromResult(Find(reference) is { } entry && isWanted(entry) ? entry : null);
        }
    }

    /// <summary>Whole entries, by reference.</summary>
    public IReadOnlyList<ImageEntry> List() =>
        [.. entries.All().Select(found => found.Entry).OfType<ImageEntry>().Where(IsWhole).OrderBy(entry => entry.Reference, StringComparer.Ordinal)];

    public string PathOf(Digest blob) => store.Layout.BlobOf(blob);

    /// <summary>True when it is there with that size.</summary>
    public bool Has(CachedBlob blob) => store.Blobs.Has(blob.Digest, blob.Size);

    /// <summary>Reads the blob to its end.</summary>
    /// <exception cref="DamagedBlobException">It is missing, or was not what its name says and is in quarantine now.</exception>
    public Task VerifyAsync(CachedBlob blob, CancellationToken cancellationToken) => store.Blobs.VerifyAsync(blob.Digest, blob.Size, cancellationToken);

    /// <summary>Adds a blob unless it is there; the content is read to its end either way. Any number may add the same at once.</summary>
    /// <exception cref="DamagedBlobException">What was there had another size and is in quarantine now: add it again.</exception>
    /// <exception cref="FairleadException">The content is not what was expected, or the cache cannot be written.</exception>
    public Task<(Digest Digest, long Size)> AddAsync(Stream content, Digest? expected, CancellationToken cancellationToken) =>
        WritingAsync(() => store.Blobs.AddAsync(content, expected, unwanted: null, cancellationToken));

    /// <summary>Makes an image known, in place of what had its reference before.</summary>
    /// <exception cref="DamagedBlobException">One of its blobs is missing or of another size: add it again.</exception>
    public Task PublishAsync(ImageEntry entry, CancellationToken cancellationToken) => WritingAsync(() => Task.Run(
        () =>
        {
            using var _ = store.Gate.Enter(cancellationToken);
            foreach (var blob in entry.Blobs)
                Require(blob);
            entries.Write(EntryName.Of(entry.Reference), EntryJson.Write(entry));
            return entry;
        },
        cancellationToken));

    /// <summary>A turn at an image, so that one saves it and others find it saved. Waits while another has it, and takes it over from the dead.</summary>
    /// <exception cref="FairleadException">Another has it for longer than an hour, or the cache cannot be written.</exception>
    public Task<Lease> LeaseAsync(string reference, CancellationToken cancellationToken) =>
        WritingAsync(() => store.Leases.TakeAsync(EntryName.Of(reference), LeasePatience, cancellationToken));

    /// <summary>Removes images, those longest unused first, and blobs that none needs; never the image used last, or one under a lease.</summary>
    /// <param name="maximumBytes">What the images that stay may take together; null: whatever they take.</param>
    /// <param name="maximumAge">Images unused for longer go; null: none goes for that.</param>
    /// <exception cref="FairleadException">The cache cannot be written, or others keep it busy.</exception>
    public Task<PruneReport> PruneAsync(long? maximumBytes, TimeSpan? maximumAge, CancellationToken cancellationToken) => WritingAsync(() => Task.Run(
        () =>
        {
            using var _ = store.Gate.EnterAlone(cancellationToken);
            return store.Prune(entries.All().Select(AsUsed), maximumBytes, maximumAge);
        },
        cancellationToken));

    /// <summary>Removes what killed writers left unfinished.</summary>
    public void Reap() => store.Reap();

    /// <summary>A place for what is needed for a while.</summary>
    /// <exception cref="FairleadException">The cache cannot be written.</exception>
    internal Workspace OpenWorkspace() => store.OpenWorkspace();

    /// <summary>Has pruning take the image for used.</summary>
    public void MarkLoaded(ImageEntry entry) => entries.MarkUsed(EntryName.Of(entry.Reference), time.GetUtcNow());

    /// <summary>Keeps a blob from being pruned for an hour, as an image is about to need it; false when it is not there.</summary>
    internal bool Touch(Digest blob) => store.Blobs.Touch(blob);

    /// <exception cref="DamagedBlobException">It is missing, or was of another size and is in quarantine now.</exception>
    internal void Require(CachedBlob blob) => store.Blobs.Require(blob.Digest, blob.Size);

    /// <summary>The blobs of all entries, whole or not.</summary>
    internal IReadOnlyDictionary<Digest, CachedBlob> Described() =>
        entries.All().SelectMany(found => found.Entry?.Blobs ?? []).DistinctBy(blob => blob.Digest).ToDictionary(blob => blob.Digest);

    /// <summary>Adds content unless it turns out to be unwanted.</summary>
    internal Task<(Digest Digest, long Size)> AddAsync(Stream content, Predicate<Digest> unwanted, CancellationToken cancellationToken) =>
        WritingAsync(() => store.Blobs.AddAsync(content, expected: null, unwanted, cancellationToken));

    /// <summary>In bytes, for us.</summary>
    internal long FreeSpace()
    {
        Create();
        return new DriveInfo(Root).AvailableFreeSpace;
    }

    private void Create()
    {
        store.Layout.Create();
        var marker = Path.Combine(Root, ArchiveNames.Layout);
        if (!File.Exists(marker))
            AtomicFile.Write(marker, ArchiveNames.LayoutVersion);
    }

    private static UsedEntry AsUsed((FileInfo File, ImageEntry? Entry) found) =>
        new(Path.GetFileNameWithoutExtension(found.File.Name), found.File.LastWriteTimeUtc, found.Entry?.Blobs.Select(blob => blob.Digest).ToList());

    private bool IsWhole(ImageEntry entry) => entry.Blobs.All(Has);

    private async Task<T> WritingAsync<T>(Func<Task<T>> write)
    {
        try
        {
            Create();
            return await write();
        }
        catch (Exception exception) when (DiskFault.IsFull(exception))
        {
            throw StoreFault.Full(store.Layout, exception);
        }
        catch (Exception exception) when (StoreFault.IsUnwritable(store.Layout, exception))
        {
            throw StoreFault.Unwritable(store.Layout, exception);
        }
    }
}
