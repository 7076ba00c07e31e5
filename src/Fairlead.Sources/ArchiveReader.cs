using System.IO.Compression;
using System.Security.Cryptography;
using Fairlead.Primitives;
using ICSharpCode.SharpZipLib.Tar;

namespace Fairlead.Sources;

/// <summary>Unpacks an archive of ours: whole and as expected, or not at all.</summary>
public static class ArchiveReader
{
    private const char RegularFile = (char)TarHeader.LF_NORMAL;
    private const char SymbolicLink = (char)TarHeader.LF_SYMLINK;

    private const UnixFileMode PlainMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode ExecutableMode =
        PlainMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="targetDirectory">Must not exist; appears by one rename when all is written and checked.</param>
    /// <param name="expected">The digest of the uncompressed tar.</param>
    /// <exception cref="FairleadException">
    /// The target exists, the archive is damaged or another one, or it holds what ours never do: absolute paths, "..", a path
    /// twice, a path below a link, a link that leaves the target, devices, FIFOs, hard links.
    /// </exception>
    public static async Task ExtractAsync(Stream gzip, string targetDirectory, Digest expected, CancellationToken cancellationToken = default)
    {
        if (Path.Exists(targetDirectory))
            throw FairleadException.Stage($"the target '{targetDirectory}' already exists", "remove it, or unpack elsewhere");
        var temporary = AtomicFile.TemporaryFor(Path.TrimEndingDirectorySeparator(targetDirectory));
        try
        {
            Directory.CreateDirectory(temporary);
            var found = await ReadAsync(gzip, temporary, cancellationToken);
            if (found != expected)
                throw FairleadException.Stage($"the archive's tar has digest {found}, expected {expected}", "package the source again");
            Directory.Move(temporary, targetDirectory);
        }
        catch (Exception exception)
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            if (exception is InvalidDataException or EndOfStreamException or TarException)
                throw FairleadException.Stage($"the archive for '{targetDirectory}' is damaged: {exception.Message}", "package the source again", exception);
            throw;
        }
    }

    private static async Task<Digest> ReadAsync(Stream gzip, string folder, CancellationToken cancellationToken)
    {
        using var sha256 = SHA256.Create();
        await using var tar = new GZipStream(gzip, CompressionMode.Decompress, leaveOpen: true);
        await using (var digesting = new CryptoStream(tar, sha256, CryptoStreamMode.Read))
        {
            var reader = new TarEntryReader(digesting);
            var paths = new ArchivePaths();
            while (await reader.NextAsync(cancellationToken) is { } entry)
            {
                paths.Add(entry.Path);
                await ExtractAsync(reader, entry, folder, cancellationToken);
            }

            await digesting.CopyToAsync(Stream.Null, cancellationToken);
        }

        return Digest.FromHash(sha256.Hash!);
    }

    private static async Task ExtractAsync(TarEntryReader reader, ArchivedEntry entry, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, entry.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (entry.Type)
        {
            case RegularFile:
                await using (var file = new FileStream(path, Creating(entry)))
                    await reader.CopyContentAsync(entry, file, cancellationToken);
                break;
            case SymbolicLink when LinkRule.Violation(entry.Path, entry.LinkTarget) is { } violation:
                throw Refusal(entry, violation);
            case SymbolicLink:
                File.CreateSymbolicLink(path, entry.LinkTarget);
                break;
            default:
                throw Refusal(entry, $"is of type '{entry.Type}', neither a file nor a symbolic link");
        }
    }

    private static FileStreamOptions Creating(ArchivedEntry entry)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = entry.Executable ? ExecutableMode : PlainMode;
        return options;
    }

    private static FairleadException Refusal(ArchivedEntry entry, string reason) =>
        FairleadException.Stage($"refusing the archive: '{Printable.Name(entry.Path)}' {Printable.Name(reason)}");
}
