using System.IO.Compression;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Shipping;

/// <summary>The packaged source as a parcel.</summary>
internal static class SourceParcel
{
    /// <param name="archive">The gzip-compressed tar.</param>
    /// <param name="expected">The digest of the tar.</param>
    /// <exception cref="FairleadException">The archive cannot be read, or is another one.</exception>
    public static async Task<Parcel> ReadAsync(string archive, Digest expected, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(archive, cancellationToken);
            await using var tar = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            var found = Digest.Of(tar);
            return found == expected
                ? new Parcel(Parcel.Source, expected, ParcelCodec.Gzip, content)
                : throw FairleadException.Stage($"the tar in {archive} has digest {found}, the job was rendered for {expected}", "run the same command again");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw FairleadException.Stage($"cannot read the packaged source {archive}: {exception.Message}", "package the source again", exception);
        }
    }
}
