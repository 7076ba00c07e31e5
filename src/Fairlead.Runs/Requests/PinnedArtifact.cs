using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>A named artifact, fixed to its content.</summary>
public sealed record PinnedArtifact(string Name, Digest Digest);
