using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Planning;

/// <summary>Which recipe a target means.</summary>
internal static class RecipeChoice
{
    private const string DefaultFamily = "nano3";

    /// <param name="stage">The stage in the target's name; null when the target takes any recipe.</param>
    /// <exception cref="FairleadException">The target needs <c>--recipe</c>, or <c>--recipe</c> names another stage.</exception>
    public static string Of(PipelineOptions options, StageName? stage)
    {
        if (stage is not { } named)
            return options.Recipe ?? throw FairleadException.Usage("this target expects --recipe=family/stage", "./build.sh --target=ListRecipes");
        var word = named.ToString().ToLowerInvariant();
        return options.Recipe switch
        {
            null => $"{DefaultFamily}/{word}",
            { } family when !family.Contains('/', StringComparison.Ordinal) => $"{family}/{word}",
            { } full when full.EndsWith($"/{word}", StringComparison.Ordinal) => full,
            { } other => throw FairleadException.Usage($"this target is for the stage {word}; --recipe={other} names another", $"--recipe={other.Split('/')[0]}/{word}, or --target=Submit for any recipe"),
        };
    }

    /// <summary>For targets that only look: any recipe, fine-tuning when none is named.</summary>
    public static string ToLookAt(PipelineOptions options) =>
        Of(options, options.Recipe?.Contains('/', StringComparison.Ordinal) == true ? null : StageName.Sft);
}
