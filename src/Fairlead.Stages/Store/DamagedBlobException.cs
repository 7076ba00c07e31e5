using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>A blob is missing from a store or was not what it should be; in the latter case it is in quarantine now.</summary>
public sealed class DamagedBlobException(Digest blob, string problem)
    : FairleadException(ExitCode.StageFailed, problem, "add it again from where it is sound; an image: save it again from an engine that has it, or pull it from its registry")
{
    public Digest Blob { get; } = blob;
}
