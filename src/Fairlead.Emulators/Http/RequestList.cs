namespace Fairlead.Emulators.Http;

/// <summary>The latest requests, oldest first.</summary>
/// <param name="kept">How many.</param>
public sealed class RequestList(int kept)
{
    private readonly Lock gate = new();
    private readonly Queue<Entry> entries = new();
    private long received;

    /// <summary>How many there ever were.</summary>
    public long Received
    {
        get
        {
            lock (gate)
                return received;
        }
    }

    /// <summary>A copy: it does not grow.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate)
                return [.. entries.Select(entry => entry.Request)];
        }
    }

    public void Clear()
    {
        lock (gate)
            entries.Clear();
    }

    /// <returns>To be told the status.</returns>
    internal Action<int> Add(string method, string path, string body)
    {
        var entry = new Entry { Request = new RecordedRequest(method, path, body, Status: null) };
        lock (gate)
        {
            received++;
            entries.Enqueue(entry);
            if (entries.Count > kept)
                entries.Dequeue();
        }

        return status =>
        {
            lock (gate)
                entry.Request = entry.Request with { Status = status };
        };
    }

    private sealed class Entry
    {
        public required RecordedRequest Request { get; set; }
    }
}
