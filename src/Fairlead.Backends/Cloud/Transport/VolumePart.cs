using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>A file that must lie on the volume before the job's pods start.</summary>
/// <param name="Name">Its name in the folder <c>src</c> of the volume's home.</param>
/// <param name="Digest">Of <paramref name="Content"/>.</param>
public sealed record VolumePart(string Name, ReadOnlyMemory<byte> Content, Digest Digest)
{
    /// <summary>The variables with which a pod that runs <see cref="PodBootstrap.Script"/> writes the part and ends.</summary>
    public ImmutableSortedDictionary<string, string> Variables(string home, TransportLimits limits) =>
        ParcelChunks.Of(Parcel.Source, Content, limits.ChunkCharacters)
            .Append(new("FAIRLEAD_HOME", home))
            .Append(new("FAIRLEAD_SRC_SHA256", Digest.ToString()))
            .Append(new("FAIRLEAD_STORE_PART", Name))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
