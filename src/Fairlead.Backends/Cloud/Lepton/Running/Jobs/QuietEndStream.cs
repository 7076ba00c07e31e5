namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>
/// Ends a stream that goes on for as long as its job lives where what was written before has been read: nothing more comes, or, after a while, what comes
/// must be waited for. What lies ready does not.
/// </summary>
internal sealed class QuietEndStream(Stream stream, TimeProvider time) : Stream
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Waited = TimeSpan.FromMilliseconds(20);
    private readonly long opened = time.GetTimestamp();
    private bool hasCaughtUp;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (hasCaughtUp)
            return 0;
        using var quiet = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        try
        {
            var asked = time.GetTimestamp();
            var count = await stream.ReadAsync(buffer, either.Token);
            hasCaughtUp = time.GetElapsedTime(asked) > Waited && time.GetElapsedTime(opened) > AWhile;
            return count;
        }
        catch (OperationCanceledException) when (quiet.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
