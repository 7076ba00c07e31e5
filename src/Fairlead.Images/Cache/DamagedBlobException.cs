using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>A blob that an image needs is missing from the cache or was not what it should be; in the latter case it is in quarantine now.</summary>
public sealed class DamagedBlobException(CachedBlob blob, string problem)
    : FairleadException(ExitCode.StageFailed, problem, "save the image again from an engine that has it, or pull it from its registry")
{
    public CachedBlob Blob { get; } = blob;
}
