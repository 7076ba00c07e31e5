using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Toml;
using Fairlead.Testing;

namespace Fairlead.Recipes.Tests.Profiles;

public sealed class ScaffoldTests
{
    [Test]
    public void A_new_profile_is_valid_toml_with_its_required_keys_marked([Values] string executor)
    {
        var text = ProfileScaffold.Render("mine", Known.Of(executor));
        var table = (TomlTable)TomlReader.Read(text, "env.toml")["mine"];

        // The recipe's own image counts.
        var required = Known.Of(executor).Required.Where(key => key != KnownKeys.ContainerImage).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(table.Keys, Is.EquivalentTo(required));
            Assert.That(text.Split('\n').Count(line => line.Contains("# required:", StringComparison.Ordinal)), Is.EqualTo(required.Length - 1));
        });
    }

    [Test]
    public void Uncommented_every_line_is_still_a_valid_profile([Values] string executor)
    {
        var text = ProfileScaffold.Render("mine", Known.Of(executor)).Replace("\n# ", "\n", StringComparison.Ordinal);

        Assert.That(((TomlTable)TomlReader.Read(text, "env.toml")["mine"]).Keys, Is.EquivalentTo(Known.Of(executor).AllKeys.Select(key => key.Name).Where(name => name != KnownKeys.Stages)));
    }

    [Test]
    public void A_profile_is_added_to_the_file_and_never_overwrites_one()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("env.toml", "[wandb]\nproject = 'x'");

        ProfileScaffold.Write(path, "hpc", Known.Of("slurm"));
        var before = File.ReadAllText(path);

        Assert.Multiple(() =>
        {
            Assert.That(EnvFile.Read(path).ProfileNames, Is.EqualTo(new[] { "hpc" }));
            Assert.That(before, Does.StartWith("[wandb]\nproject = 'x'\n\n[hpc]\n"));
            Assert.That(() => ProfileScaffold.Write(path, "hpc", Known.Of("docker")), Throws.InstanceOf<FairleadException>().With.Message.Contains("has a table [hpc] already"));
            Assert.That(() => ProfileScaffold.Write(path, "cache", Known.Of("docker")), Throws.InstanceOf<FairleadException>().With.Message.Contains("'cache' cannot be the name"));
            Assert.That(() => ProfileScaffold.Write(path, "a.b", Known.Of("docker")), Throws.InstanceOf<FairleadException>());
            Assert.That(File.ReadAllText(path), Is.EqualTo(before));
        });
    }

    [Test]
    public void A_new_file_is_readable_by_its_owner_alone()
    {
        using var directory = new TemporaryDirectory();
        ProfileScaffold.Write(directory.File("env.toml"), "hpc", Known.Of("slurm"));

        Assert.That(File.GetUnixFileMode(directory.File("env.toml")), Is.EqualTo(AtomicFile.Private));
    }
}
