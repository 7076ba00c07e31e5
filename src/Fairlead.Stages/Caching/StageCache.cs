using Fairlead.Primitives;
using Fairlead.Stages.Files;
using Fairlead.Stages.Reasons;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>Results of stages by key: a local root, and behind it an optional shared one. Any number of threads and processes may use the same roots.</summary>
public sealed class StageCache
{
    private readonly ContentStore store;
    private readonly LocalCache local;
    private readonly SharedCache? shared;

    /// <param name="localRoot">Made when first needed; must be writable.</param>
    /// <param name="sharedRoot">A folder that exists and that other hosts use too, or null.</param>
    /// <param name="terminal">Receives warnings about damage and about the shared root.</param>
    public StageCache(string localRoot, string? sharedRoot, Terminal terminal, TimeProvider time)
    {
        store = At(localRoot, isShared: false);
        Files = new FileDigestIndex(Path.Combine(Root, "files.index"), time);
        local = new LocalCache(store, Files, time);
        shared = sharedRoot is null ? null : new SharedCache(At(sharedRoot, isShared: true), terminal);

        ContentStore At(string root, bool isShared) => new(new StoreLayout(Path.GetFullPath(root), StageEntries.StoreName) { IsShared = isShared }, terminal, time, Writer.Current);
    }

    public string Root => store.Layout.Root;

    /// <summary>Digests of files, remembered below the local root. The cache's own blobs are in it; add your sources.</summary>
    public FileDigestIndex Files { get; }

    /// <summary>The verified result recorded for these inputs in the local root, or null.</summary>
    /// <exception cref="FairleadException">The root cannot be written.</exception>
    public StageEntry? TryLookup(StageInputs inputs) => Use(inputs).Entry;

    /// <summary>Where an output's bytes are: a read-only file, verified by this call.</summary>
    /// <exception cref="FairleadException">It is missing or damaged.</exception>
    public string PathOf(Digest digest) => local.PathOf(digest);

    /// <summary>Copies all outputs below a folder. Each file appears whole or not at all; files of other names stay.</summary>
    /// <exception cref="FairleadException">An output is missing or damaged, or the disk is full.</exception>
    public Task MaterialiseAsync(StageResult result, string targetDirectory, CancellationToken cancellationToken = default) =>
        Materialiser.CopyAsync(this, result, targetDirectory, cancellationToken);

    /// <summary>Why the stage would run with these inputs, or that it would not.</summary>
    public Explanation Explain(StageInputs inputs)
    {
        var found = local.Find(inputs.Key);
        return found.Entry is not null || shared?.Holds(inputs.Key) == true ? Explainer.Recorded(inputs) : Why(inputs, found.Damaged);
    }

    public CacheInfo Info() => CacheSurvey.Of(store, shared?.Root);

    /// <summary>
    /// Removes entries that nobody used for <paramref name="unusedFor"/> and that are not the latest of any stage and subject, then blobs
    /// that no entry needs, old quarantine, and what killed processes left behind.
    /// </summary>
    public PruneReport Prune(TimeSpan unusedFor) => local.Prune(unusedFor);

    internal LookupResult Use(StageInputs inputs)
    {
        var found = local.Use(inputs);
        Files.Save();
        return found;
    }

    /// <summary>The right to make a key's result. Those that wait find it recorded.</summary>
    /// <param name="waiting">Called once if another is making it.</param>
    internal Task<Lease> TakeTurnAsync(Digest key, Action waiting, CancellationToken cancellationToken)
    {
        StoreFault.Writing(store.Layout, store.Layout.Create);
        return store.Leases.TakeAsync(key.ToString(), Timeout.InfiniteTimeSpan, cancellationToken, waiting);
    }

    internal StageFolder OpenFolder()
    {
        store.Reap();
        return new StageFolder(store);
    }

    /// <summary>Brings the result over from the shared root, if it is there and sound.</summary>
    internal StageEntry? Fetch(StageInputs inputs, StageFolder folder)
    {
        if (shared?.Fetch(inputs.Key, folder) is not { } fetched)
            return null;
        local.Publish(fetched, inputs);
        return fetched.Entry;
    }

    /// <summary>Records what the body wrote, here and in the shared root.</summary>
    internal StageEntry Publish(StageInputs inputs, StageFolder folder)
    {
        var finished = OutputFiles.Collect(inputs, folder);
        local.Publish(finished, inputs);
        shared?.Publish(finished.Entry, store.Layout);
        return finished.Entry;
    }

    internal FairleadException Full(string stage, long bytesNeeded, Exception exception) =>
        StageEntries.Full(store.Layout, stage, bytesNeeded, exception);

    internal Explanation Why(StageInputs inputs, bool damaged)
    {
        var previous = local.Latest.Find(inputs.Stage, inputs.Subject);
        var earlier = previous is { } key && key != inputs.Key ? local.InputsOf(key, inputs.Subject) : null;
        return Explainer.Explain(inputs, previous, earlier, damaged);
    }
}
