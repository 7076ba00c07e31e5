using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>
/// A second cache root that several hosts use, on a network file system. It only ever helps: whatever goes wrong with it is one
/// warning, and the work goes on with the local root alone.
/// </summary>
internal sealed class SharedCache
{
    // A file system whose server is gone blocks its callers for ever; one that takes this long to name a folder saves no time either.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly StoreLayout layout;
    private readonly Terminal terminal;
    private readonly SharedTransfer transfer;
    private readonly Lazy<bool> answers;
    private bool warned;
    private bool readable = true;
    private bool writable = true;

    public SharedCache(ContentStore store, Terminal terminal)
    {
        layout = store.Layout;
        this.terminal = terminal;
        transfer = new SharedTransfer(store);
        answers = new Lazy<bool>(Answers);
    }

    public string Root => layout.Root;

    public bool Holds(Digest key) => Read(() => File.Exists(layout.EntryOf(key.ToString())));

    /// <summary>Copies an entry's blobs into <paramref name="folder"/>, verified and sealed; null when the entry is not there or not sound.</summary>
    public SealedEntry? Fetch(Digest key, StageFolder folder) => Read(() => transfer.Fetch(key, folder));

    /// <summary>Copies a local entry and its blobs here.</summary>
    public void Publish(StageEntry entry, StoreLayout local)
    {
        if (!answers.Value || !writable)
            return;
        try
        {
            transfer.Publish(entry, local);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            writable = false;
            Warn($"cannot be written: {(exception.InnerException ?? exception).Message}");
        }
    }

    private T? Read<T>(Func<T?> operation)
    {
        if (!answers.Value || !readable)
            return default;
        try
        {
            return operation();
        }
        catch (Exception exception) when (IsFault(exception) && !DiskFault.IsFull(exception))
        {
            // A full disk is not among them: reading fills only the local one.
            readable = false;
            Warn($"cannot be read: {exception.Message}");
            return default;
        }
    }

    private bool Answers()
    {
        var exists = Task.Run(() => Directory.Exists(layout.Root));
        if (!exists.Wait(Patience))
            Warn($"does not answer within {Patience.TotalSeconds} s");
        else if (!exists.Result)
            Warn("does not exist");
        return exists.IsCompleted && exists.Result;
    }

    private static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException or FairleadException;

    private void Warn(string fault)
    {
        if (!warned)
            terminal.Progress($"warning: the shared stage cache {layout.Root} {fault}; going on without it");
        warned = true;
    }
}
