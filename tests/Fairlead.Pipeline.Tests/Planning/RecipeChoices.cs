using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Tests.Planning;

public sealed class RecipeChoices
{
    [TestCase(null, "nano3/sft")]
    [TestCase("super3", "super3/sft")]
    [TestCase("super3/sft", "super3/sft")]
    public void A_stage_target_takes_a_family_or_a_recipe_of_its_stage(string? recipe, string chosen) =>
        Assert.That(RecipeChoice.Of(new PipelineOptions { Recipe = recipe }, StageName.Sft), Is.EqualTo(chosen));

    [Test]
    public void A_recipe_of_another_stage_is_refused_with_both_ways_out()
    {
        var error = Assert.Throws<FairleadException>(() => RecipeChoice.Of(new PipelineOptions { Recipe = "super3/rl" }, StageName.Sft));
        Assert.That(error!.Message, Does.Contain("--recipe=super3/sft").And.Contain("--target=Submit"));
    }

    [Test]
    public void A_target_for_any_recipe_needs_one() =>
        Assert.That(Assert.Throws<FairleadException>(() => RecipeChoice.Of(new PipelineOptions(), stage: null))!.Message, Does.Contain("--recipe"));

    [TestCase(null, "nano3/sft")]
    [TestCase("super3", "super3/sft")]
    [TestCase("super3/data/prep/rl", "super3/data/prep/rl")]
    public void A_target_that_only_looks_takes_anything(string? recipe, string chosen) =>
        Assert.That(RecipeChoice.ToLookAt(new PipelineOptions { Recipe = recipe }), Is.EqualTo(chosen));
}
