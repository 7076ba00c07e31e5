using System.IO.Compression;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>This machine's <c>xz</c>: the .NET libraries that are kept up only read its format.</summary>
public static class XzProgram
{
    private const string Program = "xz";

    /// <returns>The same parcel compressed by xz; null when this machine has no such program.</returns>
    /// <exception cref="FairleadException">The program fails.</exception>
    public static async Task<Parcel?> CompressAsync(Parcel gzip, CancellationToken cancellationToken)
    {
        if (!IsThere())
            return null;
        using var tar = new MemoryStream();
        await using (var unpacked = new GZipStream(new MemoryStream(gzip.Content.ToArray()), CompressionMode.Decompress))
            await unpacked.CopyToAsync(tar, cancellationToken);
        var result = await ChildProcess.RunBytesAsync(Program, ["-6", "--stdout"], tar.ToArray(), cancellationToken: cancellationToken);
        return result.ExitCode == 0
            ? gzip with { Codec = ParcelCodec.Xz, Content = result.Output }
            : throw FairleadException.Stage($"{Program} exited with code {result.ExitCode}: {result.Error.Trim()}", "see that xz works on this machine, or remove it from PATH");
    }

    private static bool IsThere() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));
}
