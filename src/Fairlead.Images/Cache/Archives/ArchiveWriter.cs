using System.Text;
using Fairlead.Stages.Store;
using ICSharpCode.SharpZipLib.Tar;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Streams image archives out of the cache: the same bytes for the same image, and every blob verified on its way.</summary>
internal sealed class ArchiveWriter(ImageStore store)
{
    private const int BlockBytes = 512;
    private const int EndBlocks = 2;
    private const int Mode = 0b110_100_100;

    private readonly VerifiedBlobs blobs = new(store);

    /// <returns>How many bytes the archive has.</returns>
    /// <exception cref="DamagedBlobException">A blob is not what it should be; what was written until then is no archive.</exception>
    public async Task<long> WriteAsync(IEnumerable<ArchiveMember> members, Stream target, CancellationToken cancellationToken)
    {
        var written = 0L;
        foreach (var member in members)
            written += await WriteAsync(member, target, cancellationToken);
        await target.WriteAsync(new byte[EndBlocks * BlockBytes], cancellationToken);
        await target.FlushAsync(cancellationToken);
        return written + (EndBlocks * BlockBytes);
    }

    private async Task<long> WriteAsync(ArchiveMember member, Stream target, CancellationToken cancellationToken)
    {
        var size = 0L;
        switch (member)
        {
            case ArchiveMember.Document document:
                var text = Encoding.UTF8.GetBytes(document.Text);
                size = text.Length;
                await target.WriteAsync(Header(member.Name, size), cancellationToken);
                await target.WriteAsync(text, cancellationToken);
                break;
            case ArchiveMember.Stored { Blob: var blob }:
                size = blob.Size;
                await target.WriteAsync(Header(member.Name, size), cancellationToken);
                await blobs.CopyAsync(blob, target, cancellationToken);
                break;
        }

        var padding = (int)((BlockBytes - (size % BlockBytes)) % BlockBytes);
        await target.WriteAsync(new byte[padding], cancellationToken);
        return BlockBytes + size + padding;
    }

    private static byte[] Header(string name, long size)
    {
        var block = new byte[BlockBytes];
        var header = new TarHeader
        {
            Name = name,
            TypeFlag = TarHeader.LF_NORMAL,
            Mode = Mode,
            Size = size,
            ModTime = DateTime.UnixEpoch,
            Version = "00",
            UserId = 0,
            GroupId = 0,
            UserName = "",
            GroupName = "",
        };
        header.WriteHeader(block, Encoding.UTF8);
        return block;
    }
}
