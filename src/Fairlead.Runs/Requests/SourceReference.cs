using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>The packaged recipe source that a job runs from.</summary>
/// <param name="Digest">Of the uncompressed archive.</param>
/// <param name="Mount">Where the archive is unpacked, below the job's code folder; also its place on PYTHONPATH.</param>
/// <param name="Script">The script, relative to the code folder, with forward slashes.</param>
public sealed record SourceReference(Digest Digest, string Mount, string Script);
