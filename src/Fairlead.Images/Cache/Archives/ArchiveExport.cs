using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Writes an image of the cache into one file, which any <c>docker load</c> or <c>podman load</c> takes.</summary>
public sealed class ArchiveExport(ImageStore store)
{
    private readonly ArchiveWriter writer = new(store);

    /// <param name="names">What the image is called when it is loaded; none leaves it without a tag.</param>
    /// <param name="path">Replaced at once when all is written and on disk; nothing of a failure is left.</param>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="DamagedBlobException">A blob of the image is not what it should be.</exception>
    /// <exception cref="FairleadException">The file cannot be written.</exception>
    public async Task<long> WriteAsync(ImageEntry entry, ImmutableArray<string> names, string path, CancellationToken cancellationToken)
    {
        var temporary = AtomicFile.TemporaryFor(path);
        try
        {
            long written;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                written = await writer.WriteAsync(ArchiveContents.Whole(entry, names), file, cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(temporary, path, overwrite: true);
            FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Stage($"cannot write the archive {path}: {exception.Message}", "name a file in a folder that exists, is yours, and has space", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
