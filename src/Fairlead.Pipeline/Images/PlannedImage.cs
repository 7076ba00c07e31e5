using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Recipes.Catalogue;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Images;

/// <summary>An image that a recipe owns, with everything its key is made of.</summary>
internal sealed record PlannedImage(ContainerEngine Engine, EngineSurvey Survey, ImageDefinition Definition, StageInputs Inputs, RecipeBuild Build)
{
    /// <summary>Its name ends with its key, so it never names another image.</summary>
    public string Reference => ImageBuild.ReferenceOf(Definition, Inputs.Key);

    /// <exception cref="Primitives.FairleadException">A secret is not to be had.</exception>
    public ImageBuild ToBuild() => new(Definition, Inputs.Key, RecipeImage.SecretsOf(Build)) { Bases = ImageKey.BasesOf(Inputs) };
}
