using System.Collections.Immutable;

namespace Fairlead.Runs.Requests;

/// <summary>What a backend makes of a job.</summary>
/// <param name="Files">Name to content.</param>
/// <param name="Part">Null: the files say it all.</param>
public sealed record RenderedJob(ImmutableSortedDictionary<string, string> Files, int Nodes, JobPart? Part = null)
{
    /// <summary>A job whose only file is one script.</summary>
    public static RenderedJob Of(string name, string script, int nodes, JobPart? part = null) =>
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, script), nodes, part);
}
