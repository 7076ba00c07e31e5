using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Settings;

/// <summary>Whatever a user writes, the answer is a value or an error of ours.</summary>
public sealed class FuzzTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Test]
    public void Any_text_is_yaml_or_a_fault() =>
        Check.One(Thorough, Prop.ForAll(TextOf("[]{}:,-#&*!|>'\"%@`~<?\\ \n\tab01.e+"), text => Answers(() => YamlSettings.Read(text, "t.yaml", "test"))));

    [Test]
    public void Any_override_is_one_or_a_fault() =>
        Check.One(Thorough, Prop.ForAll(TextOf("ab.=+~[]{}:,'\" 01-e\n"), text => Answers(() => Override.Parse(text))));

    [Test]
    public void Any_text_is_a_template_or_a_fault()
    {
        using var tree = new RecipeTree();
        var request = tree.Request();
        Check.One(Thorough, Prop.ForAll(TextOf("${}:,'\"\\ ab."), text => Answers(() => Interpolate(request, text))));
    }

    [Test]
    public void Text_without_an_expression_is_itself()
    {
        using var tree = new RecipeTree();
        var request = tree.Request();
        Check.One(Thorough, Prop.ForAll(TextOf("{}:,'\"\\ ab."), text => Interpolate(request, text) == text));
    }

    [Test]
    public void Endless_nesting_is_a_fault() =>
        Assert.That(() => YamlSettings.Read($"a: {new string('[', 5000)}", "t.yaml", "test"), Throws.InstanceOf<FairleadException>().With.Message.Contains("nested more than 100 deep"));

    private static string Interpolate(ResolveRequest request, string text)
    {
        var recipe = request.Recipe with { Environment = request.Recipe.Environment.SetItem("A", text) };
        return JobResolver.Resolve(request with { Recipe = recipe }).Job.Environment["A"];
    }

    private static bool Answers(Func<object> read)
    {
        try
        {
            return read() is not null;
        }
        catch (FairleadException fault)
        {
            return fault.ExitCode == ExitCode.Usage;
        }
    }

    private static Arbitrary<string> TextOf(string alphabet) => Arb.From(Gen.Elements(alphabet.ToCharArray()).ListOf().Select(string.Concat));
}
