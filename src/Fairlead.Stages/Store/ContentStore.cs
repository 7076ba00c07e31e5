using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>
/// Contents by digest, and entries that refer to them, on a file system that any number of threads, processes and hosts may share. Nothing in it is
/// ever half there, what is damaged is set aside, and pruning takes nothing that somebody is about to use.
/// </summary>
public sealed class ContentStore
{
    private readonly TimeProvider time;

    /// <param name="terminal">Receives warnings about damage.</param>
    public ContentStore(StoreLayout layout, Terminal terminal, TimeProvider time, Writer writer)
    {
        this.time = time;
        Layout = layout;
        Gate = new StoreGate(layout);
        Quarantine = new QuarantineFolder(layout, terminal, time);
        Leases = new LeaseFolder(layout, writer, time);
        Blobs = new BlobFolder(layout, Quarantine, Leases, time);
    }

    public StoreLayout Layout { get; }

    public StoreGate Gate { get; }

    public QuarantineFolder Quarantine { get; }

    public LeaseFolder Leases { get; }

    public BlobFolder Blobs { get; }

    /// <summary>A place of its own, whose owner others know to live.</summary>
    public Workspace OpenWorkspace() => StoreFault.Writing(Layout, () =>
    {
        Layout.Create();
        return new Workspace(Layout, Leases);
    });

    /// <summary>Removes what killed processes left unfinished: older than six hours, and under no lease.</summary>
    /// <returns>The bytes freed.</returns>
    public long Reap() => StoreFault.Writing(Layout, () =>
    {
        Layout.Create();
        return Leftovers.Remove(Layout, Leases, time.GetUtcNow());
    });

    /// <summary>
    /// Removes entries that cannot be read and those longest unused, never the one used last or one under a lease; then blobs that none needs and
    /// nobody is about to need, old quarantine, and leftovers. To be called alone in the gate.
    /// </summary>
    /// <param name="maximumBytes">What the entries that stay may take together; null: whatever they take.</param>
    /// <param name="maximumAge">Entries unused for longer go; null: none goes for that.</param>
    public PruneReport Prune(IEnumerable<UsedEntry> entries, long? maximumBytes, TimeSpan? maximumAge) => StoreFault.Writing(Layout, () =>
    {
        var reaped = Reap();
        var report = new Pruner(Layout, Leases.Live(), time.GetUtcNow()).Prune(entries, maximumBytes, maximumAge);
        return report with { BytesFreed = report.BytesFreed + reaped };
    });
}
