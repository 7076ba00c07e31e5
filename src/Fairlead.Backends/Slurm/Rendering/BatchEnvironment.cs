using System.Collections.Immutable;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>The variables that the batch script exports to the ranks.</summary>
/// <param name="Places">Fairlead's own, whose values are the same in every start.</param>
/// <param name="Plain">The user's, as shell text.</param>
/// <param name="SecretNames">Their values are read from a file when the job starts.</param>
internal sealed record BatchEnvironment(
    ImmutableSortedDictionary<string, string> Places,
    ImmutableSortedDictionary<string, string> Plain,
    ImmutableArray<string> SecretNames)
{
    // Written in the template.
    private static readonly ImmutableArray<string> OfTheStart = ["FAIRLEAD_OUTPUT_DIR", "FAIRLEAD_RUN_DIR", "MASTER_ADDR", "MASTER_PORT", "PYTHONUNBUFFERED"];

    /// <summary>Of all variables: an image's own would win over those not named to its container.</summary>
    public IEnumerable<string> Names => [.. OfTheStart.Concat(Places.Keys).Concat(Plain.Keys).Concat(SecretNames).Distinct()];

    /// <exception cref="FairleadException">A name that no shell can export, or that is Fairlead's own.</exception>
    public static BatchEnvironment Of(RenderInputs inputs, Func<string, PinnedArtifact, string> placeOfArtifact) => new(
        inputs.Artifacts.ToImmutableSortedDictionary(
            slot => $"FAIRLEAD_ARTIFACT_{slot.Key.ToUpperInvariant()}", slot => placeOfArtifact(slot.Key, slot.Value), StringComparer.Ordinal),
        UserVariables.Of(inputs.Job).RemoveRange(OfTheRanks(inputs.Job).Keys),
        [.. inputs.Job.Secrets.Keys.Select(EnvironmentName.Checked)]);

    /// <summary>Those of the user's that mean something only where the ranks run, in the container where there is one: PATH, and what extends what is there.</summary>
    public static ImmutableSortedDictionary<string, string> OfTheRanks(ResolvedJob job) => UserVariables.Of(job)
        .Where(variable => variable.Key == UserVariables.ProgramPath || UserVariables.Extends(variable.Key, job.Environment[variable.Key]))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
