using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>A tar that travels to every pod of a job.</summary>
/// <param name="Name">What its variables are called after; see <see cref="Source"/> and <see cref="Job"/>.</param>
/// <param name="Digest">Of the uncompressed tar.</param>
/// <param name="Content">The compressed tar.</param>
public sealed record Parcel(string Name, Digest Digest, ParcelCodec Codec, ReadOnlyMemory<byte> Content)
{
    /// <summary>The packaged source. Jobs of the same source share it on the volume.</summary>
    public const string Source = "SRC";

    /// <summary>The files that were written for one job, below <c>files/</c>, and the user's own, below <c>inputs/</c>.</summary>
    public const string Job = "JOB";

    private const int DigestCharacters = 16;

    /// <summary>The parcel on the volume when <paramref name="parts"/> parts of it lie there.</summary>
    internal IEnumerable<KeyValuePair<string, string>> OnVolume(int parts) =>
        [.. Identity(), new(VariableName("PARTS"), parts.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The parcel in the environment, as base64 in pieces.</summary>
    internal IEnumerable<KeyValuePair<string, string>> InEnvironment(int chunkCharacters) =>
        [.. Identity(), .. ParcelChunks.Of(Name, Content, chunkCharacters)];

    internal IEnumerable<VolumePart> Parts(int partBytes) =>
        Content.Length <= partBytes
            ? [Part(0, Content)]
            : Enumerable.Range(0, (Content.Length + partBytes - 1) / partBytes)
                .Select(i => Part(i, Content.Slice(i * partBytes, Math.Min(partBytes, Content.Length - (i * partBytes)))));

    private VolumePart Part(int index, ReadOnlyMemory<byte> content) =>
        new($".part-{Digest.ToString()[..DigestCharacters]}-{index}", content, Digest.Of(content.Span));

    private IEnumerable<KeyValuePair<string, string>> Identity() =>
        [new(VariableName("SHA256"), Digest.ToString()), new(VariableName("CODEC"), Codec == ParcelCodec.Xz ? "xz" : "gzip")];

    private string VariableName(string property) => $"FAIRLEAD_{Name}_{property}";
}
