using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.Checksum;

namespace Fairlead.Sources;

/// <summary>
/// Writes one gzip member (RFC 1952) from deflate blocks that are compressed side by side. Blocks are cut at fixed places and
/// each starts from an empty window, so the bytes do not depend on how many threads there are; the header has no time, name or system.
/// </summary>
internal sealed class ParallelGzipStream(Stream output, int workers) : WriteOnlyStream
{
    private const int BlockBytes = 1 << 19;
    private const byte UnknownSystem = 255;

    private static readonly byte[] Header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, UnknownSystem];
    private static readonly byte[] EmptyLastBlock = [3, 0];

    private readonly Queue<Task<GzipBlock>> inFlight = new();
    private readonly Stack<GzipBlock> spare = new();
    private readonly Crc32 crc = new();
    private GzipBlock current = new(BlockBytes);
    private long uncompressed;
    private long compressed;

    /// <summary>How many bytes were written to it.</summary>
    public override long Length => uncompressed;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = current.Fill(bytes);
            bytes = bytes[taken..];
            uncompressed += taken;
            if (current.IsFull)
                CompressCurrent();
        }
    }

    /// <summary>Writes what is still being compressed, and the trailer.</summary>
    /// <returns>The length of the whole member.</returns>
    public long Finish()
    {
        CompressCurrent();
        while (inFlight.Count > 0)
            EmitOldest();
        Emit(EmptyLastBlock);
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, (uint)crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)uncompressed);
        Emit(trailer);
        return compressed;
    }

    private void CompressCurrent()
    {
        var block = current;
        crc.Update(block.Content);
        inFlight.Enqueue(Task.Run(block.Compress));
        if (inFlight.Count > workers)
            EmitOldest();
        current = spare.TryPop(out var reused) ? reused : new GzipBlock(BlockBytes);
    }

    private void EmitOldest()
    {
        var block = inFlight.Dequeue().GetAwaiter().GetResult();
        Emit(block.Compressed);
        spare.Push(block);
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        if (compressed == 0)
            output.Write(Header);
        compressed += bytes.Length + (compressed == 0 ? Header.Length : 0);
        output.Write(bytes);
    }
}
