using System.Security.Cryptography;
using System.Text;
using Fairlead.Primitives;
using ICSharpCode.SharpZipLib.Tar;

namespace Fairlead.Sources;

/// <summary>Packs a list into a gzip-compressed tar whose bytes depend on nothing but names, executable bits and content.</summary>
public static class DeterministicArchive
{
    /// <param name="gzip">Receives the archive; not closed. What it holds after a failure is not an archive.</param>
    /// <param name="workers">How many threads compress, all cores when null; the bytes do not depend on it.</param>
    /// <exception cref="FairleadException">A file cannot be read, or is not as it was when it was listed.</exception>
    public static Task<ArchiveSummary> WriteAsync(SourceList list, Stream gzip, int? workers = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Write(list, gzip, workers ?? Environment.ProcessorCount, cancellationToken), cancellationToken);

    private static ArchiveSummary Write(SourceList list, Stream output, int workers, CancellationToken cancellationToken)
    {
        using var gzip = new ParallelGzipStream(output, workers);
        using var sha256 = SHA256.Create();
        using var digesting = new CryptoStream(gzip, sha256, CryptoStreamMode.Write, leaveOpen: true);

        // Closed only when all is well: closing after a failure would complain of the half-written entry instead.
        var tar = new TarOutputStream(digesting, Encoding.UTF8);
        var entries = new TarEntryWriter(tar);
        foreach (var file in list.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            entries.Write(file);
        }

        tar.Close();
        var compressedBytes = gzip.Finish();
        return new ArchiveSummary(Digest.FromHash(sha256.Hash!), gzip.Length, compressedBytes, list.Files.Length);
    }
}
