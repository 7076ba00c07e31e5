using System.Runtime.CompilerServices;
using Fairlead.Images.Building;
using Fairlead.Images.Building.Dockerfiles;
using Fairlead.Images.Engine;

namespace Fairlead.Images.Tests.Building;

public sealed class ImagesOfTheRecipes
{
    private static readonly string[] Owners = ["nano3", "super3"];

    [TestCaseSource(nameof(Owners))]
    public async Task Build_upon_any_python_and_take_no_files(string recipe)
    {
        var folder = Path.Combine(Recipes(), recipe);
        var dockerfile = Path.Combine(folder, "Dockerfile");
        Assert.That(ImageBases.Of(await File.ReadAllTextAsync(dockerfile), new Dictionary<string, string>(), "linux/amd64"), Is.EqualTo(new[] { "python:3.12-slim-bookworm" }));

        using var project = new ImageProject();
        var python = $"{project.Definition.Name}-python:1";
        await (await SharedEngine.GetAsync()).ImportPythonAsync(python);
        project.Definition = project.Definition with { Dockerfile = dockerfile, Context = folder, Arguments = project.Definition.Arguments.Add("BASE", python) };
        Assert.That((await project.InputsAsync()).Inputs.Select(input => input.Name), Has.None.StartsWith("context:"));
        Assert.That((await project.EnsureAsync(BuildTool.Classic)).Outcome, Is.EqualTo(BuildOutcome.Built));
        Assert.That((await project.EnsureAsync()).Outcome, Is.EqualTo(BuildOutcome.Adopted));
    }

    private static string Recipes([CallerFilePath] string file = "") => Path.GetFullPath("../../../recipes", Path.GetDirectoryName(file)!);
}
