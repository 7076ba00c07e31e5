using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Stages.Reasons;

/// <summary>Why a stage would run, or that it would not.</summary>
/// <param name="Summary">One line: the first changed input, or what else there is to say.</param>
/// <param name="Changes">Against the inputs last recorded for the same stage and subject, the stage's version first, then by name.</param>
public sealed record Explanation(
    string Stage,
    string Subject,
    Digest Key,
    bool WouldRun,
    string Summary,
    ImmutableArray<InputChange> Changes);
