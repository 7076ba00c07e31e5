using System.Text;

namespace Fairlead.Stages.Store;

/// <summary>A turn at a thing of a store. It is kept alive until it is disposed, or its process ends.</summary>
/// <remarks>It saves work, and is no condition for the store to stay sound: who lost one unawares, suspended for a minute, does no harm.</remarks>
public sealed class Lease : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private readonly string path;
    private readonly string holder;
    private readonly ITimer timer;

    internal Lease(string path, string holder, TimeProvider time)
    {
        this.path = path;
        this.holder = holder;
        timer = time.CreateTimer(_ => Renew(), state: null, Beat, Beat);
    }

    // A beat in progress does no harm: it writes into the file that it has open, not into what has the name next.
    public void Dispose()
    {
        timer.Dispose();
        using var ours = TryOpen();
        if (ours is not null)
            File.Delete(path);
    }

    // The same text again, for the sake of the time that the file system stamps it with.
    private void Renew()
    {
        try
        {
            using var ours = TryOpen();
            ours?.Write(Encoding.UTF8.GetBytes(holder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next beat may succeed. If none does, others take the lease after a minute.
        }
    }

    /// <summary>Null when the lease is no longer ours. An open file stays the same even when the name passes to another's.</summary>
    private FileStream? TryOpen()
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            var found = new byte[holder.Length + 1];
            if (Encoding.UTF8.GetString(found, 0, stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false)) == holder)
            {
                stream.Position = 0;
                return stream;
            }

            stream.Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
