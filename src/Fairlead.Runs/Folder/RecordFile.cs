using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;

namespace Fairlead.Runs.Folder;

/// <summary>Reads a file that holds one record. Jobs may write where records lie: only a regular file of bounded size is read.</summary>
public static class RecordFile
{
    private const int MaximumBytes = 1 << 20;

    /// <returns>Null when there is nothing at that path.</returns>
    /// <exception cref="JsonException">What lies there is no such record; the message says what was expected.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type) where T : class =>
        FileStatus.Read(path) is null ? null : StrictJson.Read(Bytes(path), type);

    /// <inheritdoc cref="Read{T}"/>
    public static byte[] Bytes(string path)
    {
        try
        {
            return FileStatus.Read(path) switch
            {
                { Kind: FileKind.Regular, Size: <= MaximumBytes } => File.ReadAllBytes(path),
                { Kind: FileKind.Regular, Size: var size } => throw new JsonException($"expected at most {MaximumBytes} bytes, found {size}"),
                _ => throw new JsonException("expected a regular file"),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
