using System.Text.Json;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>A stage cache is a store whose entries are named by keys.</summary>
internal static class StageEntries
{
    public const string StoreName = "stage cache";

    public static EntryFolder<StageEntry> In(ContentStore store) => new(
        store,
        (name, json) => EntryDocument.Read(json, Digest.TryParse(name, out var key) ? key : throw new JsonException("its name is no key")));

    /// <param name="bytesNeeded">What was to be written in all, as far as known.</param>
    public static FairleadException Full(StoreLayout layout, string stage, long bytesNeeded, Exception exception) =>
        StoreFault.Full(layout, exception, $" for stage '{stage}', which needs at least {bytesNeeded} bytes");

    /// <summary>Makes a result known, the blobs first and then the entry. To be called inside the gate.</summary>
    public static void Publish(this ContentStore store, SealedEntry finished)
    {
        store.Layout.Create();
        store.Blobs.Publish(finished.Files);
        In(store).Write(finished.Entry.Name, EntryDocument.Write(finished.Entry).Span);
    }
}
