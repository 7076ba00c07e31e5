using System.Text;
using ICSharpCode.SharpZipLib.Tar;

namespace Fairlead.Sources;

/// <summary>
/// Reads ustar entries and their pax records. Ours, because SharpZipLib's own reader ignores the pax record of a link's
/// target, and the framework's takes a line end in a name for the end of a pax record.
/// </summary>
internal sealed class TarEntryReader(Stream tar)
{
    private const int BlockBytes = 512;
    private const int OwnerExecutes = 0b001_000_000;
    private const int MaxRecordBytes = 1 << 20;

    private readonly byte[] block = new byte[BlockBytes];
    private readonly byte[] buffer = new byte[128 * BlockBytes];

    /// <returns>Null at the end of the archive.</returns>
    /// <exception cref="InvalidDataException">A header or a pax record makes no sense.</exception>
    public async Task<ArchivedEntry?> NextAsync(CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, string>();
        while (await HeaderAsync(cancellationToken) is { } header)
        {
            if (header.TypeFlag == TarHeader.LF_XHDR)
            {
                records = PaxRecords.Parse(await RecordsAsync(header.Size, cancellationToken));
                continue;
            }

            return new ArchivedEntry(
                records.GetValueOrDefault("path", header.Name),
                (char)header.TypeFlag,
                records.GetValueOrDefault("linkpath", header.LinkName),
                (header.Mode & OwnerExecutes) != 0,
                header.Size);
        }

        return null;
    }

    /// <summary>Copies the content of the entry that was read last, and skips what fills up its last block.</summary>
    public async Task CopyContentAsync(ArchivedEntry entry, Stream target, CancellationToken cancellationToken)
    {
        for (var left = entry.Size; left > 0; left -= buffer.Length)
        {
            var length = (int)Math.Min(left, buffer.Length);
            await tar.ReadExactlyAsync(buffer.AsMemory(0, Padded(length)), cancellationToken);
            await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }

    private async Task<TarHeader?> HeaderAsync(CancellationToken cancellationToken)
    {
        await tar.ReadExactlyAsync(block, cancellationToken);
        if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            return null;
        var header = new TarHeader();
        header.ParseBuffer(block, Encoding.UTF8);
        return header.IsChecksumValid ? header : throw new InvalidDataException("a tar header has a wrong checksum");
    }

    private async Task<byte[]> RecordsAsync(long size, CancellationToken cancellationToken)
    {
        if (size is <= 0 or > MaxRecordBytes)
            throw new InvalidDataException($"a pax header claims {size} bytes");
        var records = new byte[Padded((int)size)];
        await tar.ReadExactlyAsync(records, cancellationToken);
        return records[..(int)size];
    }

    private static int Padded(int length) => (length + BlockBytes - 1) / BlockBytes * BlockBytes;
}
