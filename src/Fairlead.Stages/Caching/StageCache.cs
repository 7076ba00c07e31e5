using Fairlead.Primitives;
using Fairlead.Stages.Files;
using Fairlead.Stages.Reasons;

namespace Fairlead.Stages.Caching;

/// <summary>Results of stages by key: a local root, and behind it an optional shared one. Any number of threads and processes may use the same roots.</summary>
public sealed class StageCache
{
    private readonly CacheLayout layout;
    private readonly CacheGate gate;
    private readonly LocalCache local;
    private readonly SharedCache? shared;
    private readonly string? sharedRoot;
    private readonly TimeProvider time;

    /// <param name="localRoot">Made when first needed; must be writable.</param>
    /// <param name="sharedRoot">A folder that exists and that other hosts use too, or null.</param>
    /// <param name="terminal">Receives warnings about damage and about the shared root.</param>
    public StageCache(string localRoot, string? sharedRoot, Terminal terminal, TimeProvider time)
    {
        layout = new CacheLayout(Path.GetFullPath(localRoot));
        gate = new CacheGate(layout);
        Files = new FileDigestIndex(layout.Index, time);
        local = new LocalCache(layout, gate, Files, terminal, time);
        this.sharedRoot = sharedRoot is null ? null : Path.GetFullPath(sharedRoot);
        shared = this.sharedRoot is null ? null : new SharedCache(new CacheLayout(this.sharedRoot), terminal, time);
        this.time = time;
    }

    public string Root => layout.Root;

    /// <summary>Digests of files, remembered below the local root. The cache's own objects are in it; add your sources.</summary>
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

    public CacheInfo Info() => CacheSurvey.Of(layout, sharedRoot);

    /// <summary>
    /// Removes entries that nobody used for <paramref name="unusedFor"/> and that are not the latest of any stage and subject, then objects
    /// that no entry needs, old quarantine, and what killed processes left behind.
    /// </summary>
    public PruneReport Prune(TimeSpan unusedFor)
    {
        using var _ = gate.EnterAlone();
        return CacheFault.Writing(layout.Root, () => new CachePruner(layout, time.GetUtcNow()).Prune(unusedFor));
    }

    internal LookupResult Use(StageInputs inputs)
    {
        var found = local.Use(inputs);
        Files.Save();
        return found;
    }

    internal Task<IDisposable> TakeTurnAsync(Digest key, Action waiting, CancellationToken cancellationToken) =>
        KeyTurn.TakeAsync(layout, gate, key, waiting, cancellationToken);

    internal Workspace OpenWorkspace()
    {
        var workspace = Workspace.Create(layout);
        Leftovers.Remove(layout, time.GetUtcNow());
        return workspace;
    }

    /// <summary>Brings the result over from the shared root, if it is there and sound.</summary>
    internal StageEntry? Fetch(StageInputs inputs, Workspace workspace)
    {
        if (shared?.Fetch(inputs.Key, workspace) is not { } fetched)
            return null;
        local.Publish(fetched, inputs);
        return fetched.Entry;
    }

    /// <summary>Records what the body wrote, here and in the shared root.</summary>
    internal StageEntry Publish(StageInputs inputs, Workspace workspace)
    {
        var finished = OutputFiles.Collect(inputs, workspace);
        local.Publish(finished, inputs);
        shared?.Publish(finished.Entry, layout);
        return finished.Entry;
    }

    internal Explanation Why(StageInputs inputs, bool damaged)
    {
        var previous = local.Latest.Find(inputs.Stage, inputs.Subject);
        var earlier = previous is { } key && key != inputs.Key ? local.InputsOf(key, inputs.Subject) : null;
        return Explainer.Explain(inputs, previous, earlier, damaged);
    }
}
