using Fairlead.Primitives;

namespace Fairlead.Stages;

/// <summary>One file a stage made.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Executable">Its owner may run it.</param>
public sealed record StageOutput(Digest Digest, long Size, bool Executable);
