using System.Text.RegularExpressions;
using Fairlead.Backends;

namespace Fairlead.Architecture.Tests;

/// <summary>Who is called by name, and where.</summary>
public sealed partial class Names
{
    private static readonly string[] FoldersOfBackends = ["src/Fairlead.Backends/Local/", "src/Fairlead.Backends/Docker/", "src/Fairlead.Backends/Slurm/", "src/Fairlead.Backends/Cloud/"];

    // Programs of their own words: what the emulators are told, the client of container engines, which is called as one of the executors is, and upstream's manifests, which have a part of such a name.
    private static readonly string[] Elsewhere = ["src/Fairlead.Emulators/", "src/Fairlead.Images/Engine/", "src/Fairlead.Pipeline/Nodes/ManifestRecipe.cs"];

    [Test]
    public void No_executor_is_named_outside_its_folder_and_the_map()
    {
        var named = from file in House.Sources("src").Concat(House.Sources("build"))
                    where !FoldersOfBackends.Any(file.Path.StartsWith) && file.Path != "src/Fairlead.Backends/KnownBackends.cs" && !Elsewhere.Any(file.Path.StartsWith)
                    from Match literal in Literal().Matches(file.Text)
                    where KnownBackends.Names.Contains(literal.Groups[1].Value)
                    select $"{file.Path}: {literal.Value}";
        Assert.That(named, Is.Empty);
    }

    [Test]
    public void No_folder_of_a_backend_is_opened_from_outside()
    {
        var opened = from file in House.Sources("src").Concat(House.Sources("build"))
                     where !FoldersOfBackends.Any(file.Path.StartsWith) && file.Path != "src/Fairlead.Backends/KnownBackends.cs"
                     from Match use in BackendNamespace().Matches(file.Text)
                     select $"{file.Path}: {use.Value}";
        Assert.That(opened, Is.Empty);
    }

    [Test]
    public void No_name_of_a_target_steers_the_library()
    {
        var steered = from file in House.Sources("src")
                      where file.Text.Contains("options.Targets", StringComparison.Ordinal)
                      select file.Path;
        Assert.That(steered, Is.Empty);
    }

    [GeneratedRegex("\"([a-z]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"Fairlead\.Backends\.(Local|Docker|Slurm|Cloud)\b[\w.]*")]
    private static partial Regex BackendNamespace();
}
