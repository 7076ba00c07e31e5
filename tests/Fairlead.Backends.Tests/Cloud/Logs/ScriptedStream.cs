namespace Fairlead.Backends.Tests.Cloud.Logs;

/// <summary>One connection to a scripted pod's output.</summary>
internal sealed class ScriptedStream(ScriptedPod pod, bool follow) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; ; )
        {
            var hasEnded = !follow || pod.HasEnded;
            var (bytes, changed) = pod.From(position);
            if (bytes.Length > 0)
                return Take(bytes, buffer);
            if (hasEnded)
                return 0;
            await changed.WaitAsync(cancellationToken);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    private int Take(byte[] bytes, Memory<byte> buffer)
    {
        if (pod.Breaks.Remove(position))
            throw new IOException("the connection was reset");
        var untilBreak = pod.Breaks.GetViewBetween(position + 1, long.MaxValue) is { Count: > 0 } ahead ? (int)(ahead.Min - position) : int.MaxValue;
        var count = Math.Min(Math.Min(bytes.Length, buffer.Length), untilBreak);
        bytes.AsMemory(0, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
