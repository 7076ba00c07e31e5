using Fairlead.Pipeline.Planning;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>Prepares a recipe's data. Its key names the data before it exists, and wherever it is prepared.</summary>
internal static class PrepareStage
{
    public const string Name = "prepare";
    private const int Version = 1;

    public static StageInputs InputsOf(RecipePlan plan) => new(Name, Version, plan.Subject,
    [
        new("python", plan.Python),
        .. plan.Package.Inputs,
        .. SettingInputs.Of(plan),
    ]);
}
