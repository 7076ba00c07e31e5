namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>What a command reads. Each write that returns is a sign of life of the host, for the library waits until there is room.</summary>
internal sealed class CommandInput(Stream stream, Action written) : Stream
{
    /// <summary>Small enough that a slow line shows life before anybody asks.</summary>
    private const int Piece = 1 << 15;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        for (var end = offset + count; offset < end; offset += Piece)
        {
            stream.Write(buffer, offset, Math.Min(Piece, end - offset));
            written();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
