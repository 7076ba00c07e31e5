using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class ShippedRecipesTests
{
    [Test]
    public void The_recipes_of_this_repository_are_sound()
    {
        var report = Validation.Run(Known.Executors, RecipeCatalogue.Load(Path.Combine(Repository(), "recipes")), () => EnvFile.None, _ => null);

        Assert.Multiple(() =>
        {
            Assert.That(report.Problems, Is.Empty);
            Assert.That(report.Warnings, Is.Empty);
            Assert.That(report.Recipes, Is.GreaterThanOrEqualTo(12));
        });
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fairlead.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        return folder.FullName;
    }
}
