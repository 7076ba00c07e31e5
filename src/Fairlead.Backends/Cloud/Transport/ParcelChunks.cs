using System.Globalization;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>Bytes as variables: base64, cut into pieces that a platform takes, and how many there are.</summary>
internal static class ParcelChunks
{
    public static IEnumerable<KeyValuePair<string, string>> Of(string parcel, ReadOnlyMemory<byte> content, int chunkCharacters)
    {
        var pieces = Convert.ToBase64String(content.Span).Chunk(chunkCharacters).ToArray();
        return pieces
            .Select((piece, i) => KeyValuePair.Create($"FAIRLEAD_{parcel}_CHUNK_{i}", new string(piece)))
            .Append(new($"FAIRLEAD_{parcel}_CHUNKS", pieces.Length.ToString(CultureInfo.InvariantCulture)));
    }
}
