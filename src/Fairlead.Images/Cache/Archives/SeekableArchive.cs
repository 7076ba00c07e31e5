using System.IO.Compression;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Opens an archive so that it can be read in any order: a compressed one, known by its content, is unpacked first.</summary>
internal static class SeekableArchive
{
    /// <param name="workspace">Where to unpack to.</param>
    /// <exception cref="InvalidDataException">It is a pipe, damaged, or compressed in another way.</exception>
    /// <exception cref="FairleadException">The program that unpacks it is not on this machine.</exception>
    public static async Task<FileStream> OpenAsync(string path, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var packed = OpenFile(path);
        if (!packed.CanSeek)
            throw new InvalidDataException("expected a tar file, found a pipe");
        var format = LayerFormats.Of(packed);
        if (format == LayerFormat.Plain)
            return OpenFile(path);
        packed.Position = 0;
        await using (var unpacked = new FileStream(workspace.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            await UnpackAsync(format, packed, unpacked, cancellationToken);
        return OpenFile(workspace.Path);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);

    // The framework reads gzip alone.
    private static Task UnpackAsync(LayerFormat format, FileStream packed, FileStream unpacked, CancellationToken cancellationToken) => format switch
    {
        LayerFormat.Gzip => GunzipAsync(packed, unpacked, cancellationToken),
        LayerFormat.Xz => RunAsync("xz", packed.Name, unpacked, cancellationToken),
        LayerFormat.Zstandard => RunAsync("zstd", packed.Name, unpacked, cancellationToken),
        _ => throw new InvalidDataException($"expected a tar file, plain or compressed with gzip, xz or zstd, found one compressed with {LayerFormats.NameOf(format)}"),
    };

    private static async Task GunzipAsync(FileStream packed, FileStream unpacked, CancellationToken cancellationToken)
    {
        await using var content = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        await content.CopyToAsync(unpacked, cancellationToken);
    }

    private static async Task RunAsync(string program, string path, FileStream unpacked, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(program, ["--decompress", "--stdout", "--", path]);
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardOutput.BaseStream.CopyToAsync(unpacked, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new InvalidDataException($"{program} cannot unpack it: {(await error).Trim()}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
