using System.Buffers;
using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Copies a stream to its end and tells what went by.</summary>
public static class HashedCopy
{
    private const int BufferBytes = 1 << 20;

    public static async Task<(Digest Digest, long Size)> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var size = 0L;
            for (int read; (read = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0; size += read)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return (Digest.FromHash(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
