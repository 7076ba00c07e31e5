using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>
/// Settings of the executor that change what is sent but not what is computed: the partition, the time limit, where the cluster is.
/// Jobs of this machine are sent nowhere.
/// </summary>
internal static class ExecutorInputs
{
    public static IEnumerable<StageInput> Of(RecipePlan plan, Backend backend, Executors executors) => backend.Spec.RunsHere
        ? []
        :
        [
            new("job:artifact", plan.Artifact ?? ""),
            new("job:attached", plan.Attached ? "yes" : "no"),
            .. plan.Job.ExecutorSettings.Leaves()
                .Where(leaf => executors.FindKey(leaf.Path.Split('.')[0])?.Use.HasFlag(KeyUse.ThisMachine) != true)
                .Select(leaf => new StageInput($"executor:{leaf.Path}", CanonicalJson.Write(leaf.Value.ToJson()))),
        ];
}
