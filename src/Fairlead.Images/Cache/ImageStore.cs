using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Images as layers on a file system that any number of hosts may share. Nothing in it is ever half there.</summary>
public sealed class ImageStore
{
    private const string Gate = "gate";

    // Publishing looks at files, pruning deletes them; both are over well within this.
    private static readonly TimeSpan GatePatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeasePatience = TimeSpan.FromHours(1);

    private readonly StoreLayout layout;
    private readonly Writer writer;
    private readonly TimeProvider time;
    private readonly BlobFolder blobs;
    private readonly EntryFolder entries;
    private readonly LeaseFolder leases;

    /// <param name="root">Made when first written.</param>
    public ImageStore(string root, TimeProvider time)
        : this(root, time, Writer.Current)
    {
    }

    internal ImageStore(string root, TimeProvider time, Writer writer)
    {
        layout = new StoreLayout(Path.GetFullPath(root));
        blobs = new BlobFolder(layout, writer, time);
        entries = new EntryFolder(layout);
        leases = new LeaseFolder(layout, writer, time);
        this.writer = writer;
        this.time = time;
    }

    public string Root => layout.Root;

    internal Writer Writer => writer;

    /// <summary>Null when it is not there, or not all of its blobs are, by size.</summary>
    public ImageEntry? Find(string reference) => entries.Find(reference) is { } entry && IsWhole(entry) ? entry : null;

    /// <summary>An image that another host has published for certain: file systems may show it late, and what its reference named before meanwhile.</summary>
    /// <param name="isWanted">Tells it from what else bears its reference.</param>
    /// <returns>Null when it has not appeared in time.</returns>
    public async Task<ImageEntry?> FindPublishedAsync(string reference, Predicate<ImageEntry> isWanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var pauses = new Pauses(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1));
        while (true)
        {
            if (Find(reference) is { } entry && isWanted(entry))
                return entry;
            if (time.GetElapsedTime(began) > limit)
                return null;
            await Task.Delay(pauses.Next(), time, cancellationToken);
            entries.Refresh();
        }
    }

    /// <summary>Whole entries, by reference.</summary>
    public IReadOnlyList<ImageEntry> List() =>
        [.. entries.All().Select(found => found.Entry).Where(IsWhole).OrderBy(entry => entry.Reference, StringComparer.Ordinal)];

    public string PathOf(Digest blob) => layout.BlobOf(blob);

    /// <summary>True when it is there with that size.</summary>
    public bool Has(CachedBlob blob) => blobs.Has(blob);

    /// <summary>Reads the blob to its end.</summary>
    /// <exception cref="DamagedBlobException">It is missing, or was not what its name says and is in quarantine now.</exception>
    public Task VerifyAsync(CachedBlob blob, CancellationToken cancellationToken) => blobs.VerifyAsync(blob, cancellationToken);

    /// <summary>Adds a blob unless it is there; the content is read to its end either way. Any number may add the same at once.</summary>
    /// <exception cref="DamagedBlobException">What was there had another size and is in quarantine now: add it again.</exception>
    /// <exception cref="FairleadException">The content is not what was expected, or the cache cannot be written.</exception>
    public Task<(Digest Digest, long Size)> AddAsync(Stream content, Digest? expected, CancellationToken cancellationToken) =>
        WritingAsync(() => blobs.AddAsync(content, expected, unwanted: null, cancellationToken));

    /// <summary>Makes an image known, in place of what had its reference before.</summary>
    /// <exception cref="DamagedBlobException">One of its blobs is missing or of another size: add it again.</exception>
    public Task PublishAsync(ImageEntry entry, CancellationToken cancellationToken) => WritingAsync(async () =>
    {
        await using var gate = await leases.TakeAsync(Gate, GatePatience, cancellationToken);
        foreach (var blob in entry.Blobs)
            blobs.Require(blob);
        entries.Write(entry);
        return entry;
    });

    /// <summary>A turn at an image, so that one saves it and others find it saved. Waits while another has it, and takes it over from the dead.</summary>
    /// <exception cref="FairleadException">Another has it for longer than an hour, or the cache cannot be written.</exception>
    public Task<ImageLease> LeaseAsync(string reference, CancellationToken cancellationToken) =>
        WritingAsync(() => leases.TakeAsync(EntryName.Of(reference), LeasePatience, cancellationToken));

    /// <summary>Removes images, those longest unused first, and blobs that none needs; never the image used last, or one under a lease.</summary>
    /// <param name="maximumBytes">What the images that stay may take together; null: whatever they take.</param>
    /// <param name="maximumAge">Images unused for longer go; null: none goes for that.</param>
    /// <exception cref="FairleadException">The cache cannot be written, or others keep it busy.</exception>
    public Task<ImagePruneReport> PruneAsync(long? maximumBytes, TimeSpan? maximumAge, CancellationToken cancellationToken) => WritingAsync(async () =>
    {
        Reap();
        await using var gate = await leases.TakeAsync(Gate, GatePatience, cancellationToken);
        return new Pruner(layout, entries, leases, time.GetUtcNow()).Prune(maximumBytes, maximumAge);
    });

    /// <summary>Removes what killed writers left unfinished: older than six hours, and of no process that lives here.</summary>
    public void Reap() => Leftovers.Remove(layout, writer, time.GetUtcNow());

    /// <summary>Has pruning take the image for used.</summary>
    public void MarkLoaded(ImageEntry entry) => entries.MarkUsed(entry.Reference, time.GetUtcNow());

    /// <summary>Keeps a blob from being pruned for an hour, as an image is about to need it; false when it is not there.</summary>
    internal bool Touch(Digest blob) => blobs.Touch(blob);

    /// <exception cref="DamagedBlobException">It is missing, or was of another size and is in quarantine now.</exception>
    internal void Require(CachedBlob blob) => blobs.Require(blob);

    /// <summary>The blobs of all entries, whole or not.</summary>
    internal IReadOnlyDictionary<Digest, CachedBlob> Described() =>
        entries.All().SelectMany(found => found.Entry.Blobs).DistinctBy(blob => blob.Digest).ToDictionary(blob => blob.Digest);

    /// <summary>Adds content unless it turns out to be unwanted.</summary>
    internal Task<(Digest Digest, long Size)> AddAsync(Stream content, Predicate<Digest> unwanted, CancellationToken cancellationToken) =>
        WritingAsync(() => blobs.AddAsync(content, expected: null, unwanted, cancellationToken));

    /// <summary>In bytes, for us.</summary>
    internal long FreeSpace()
    {
        layout.Create();
        return new DriveInfo(Root).AvailableFreeSpace;
    }

    private bool IsWhole(ImageEntry entry) => entry.Blobs.All(blobs.Has);

    private async Task<T> WritingAsync<T>(Func<Task<T>> write)
    {
        try
        {
            layout.Create();
            return await write();
        }
        catch (Exception exception) when (StoreFault.Concerns(Root, exception))
        {
            throw StoreFault.Of(Root, exception);
        }
    }
}
