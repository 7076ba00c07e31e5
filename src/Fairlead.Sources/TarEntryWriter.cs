using Fairlead.Primitives;
using ICSharpCode.SharpZipLib.Tar;

namespace Fairlead.Sources;

/// <summary>Writes ustar entries without owner, time or umask, and pax records for names too long for ustar.</summary>
internal sealed class TarEntryWriter(TarOutputStream tar)
{
    private const int PlainMode = 0b110_100_100;
    private const int ExecutableMode = 0b111_101_101;
    private const int LinkMode = 0b111_111_111;
    private const string PaxEntryName = "././@PaxHeader";

    private readonly byte[] buffer = new byte[1 << 17];

    public void Write(SourceFile file)
    {
        var records = PaxRecords.For(file.ArchivePath, file.LinkTarget);
        if (records.Length > 0)
        {
            tar.PutNextEntry(Entry(PaxEntryName, TarHeader.LF_XHDR, PlainMode, records.Length));
            tar.Write(records);
            tar.CloseEntry();
        }

        if (file.LinkTarget is null)
            WriteContent(file);
        else
            tar.PutNextEntry(Entry(file.ArchivePath, TarHeader.LF_SYMLINK, LinkMode, 0, file.LinkTarget));
        tar.CloseEntry();
    }

    private void WriteContent(SourceFile file)
    {
        try
        {
            using var content = File.OpenHandle(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            tar.PutNextEntry(Entry(file.ArchivePath, TarHeader.LF_NORMAL, file.Executable ? ExecutableMode : PlainMode, file.Size));
            var offset = 0L;
            for (var read = -1; read != 0 && offset <= file.Size; offset += read)
            {
                read = RandomAccess.Read(content, buffer, offset);
                if (offset + read <= file.Size)
                    tar.Write(buffer, 0, read);
            }

            if (offset != file.Size || FileStatus.Read(file.FullPath)?.Stamp != file.Stamp)
                throw FairleadException.Stage($"'{file.FullPath}' changed while it was packed", "run the same command again when nothing writes to the sources");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Stage($"cannot read '{file.FullPath}' to pack it: {exception.Message}", inner: exception);
        }
    }

    private static TarEntry Entry(string name, byte type, int mode, long size, string linkTarget = "") =>
        new(new TarHeader
        {
            Name = PaxRecords.Shorten(name),
            LinkName = PaxRecords.Shorten(linkTarget),
            TypeFlag = type,
            Mode = mode,
            Size = size,
            ModTime = DateTime.UnixEpoch,
            Version = "00",
            UserId = 0,
            GroupId = 0,
            UserName = "",
            GroupName = "",
        });
}
