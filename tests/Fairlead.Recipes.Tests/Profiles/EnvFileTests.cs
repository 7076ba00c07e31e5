using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Testing;

namespace Fairlead.Recipes.Tests.Profiles;

public sealed class EnvFileTests
{
    [Test]
    public void Our_variable_comes_before_the_older_one_and_both_before_the_folders()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("here/env.toml", "");
        var ours = directory.Write("ours.toml", "");
        var older = directory.Write("home/older.toml", "");
        var variables = new Dictionary<string, string?> { ["HOME"] = directory.File("home"), ["NEMOTRON_ENV_FILE"] = "~/older.toml" };

        Assert.Multiple(() =>
        {
            Assert.That(Find(), Is.EqualTo(older));
            variables["FAIRLEAD_ENV_FILE"] = ours;
            Assert.That(Find(), Is.EqualTo(ours));
            variables["FAIRLEAD_ENV_FILE"] = "";
            variables["NEMOTRON_ENV_FILE"] = null;
            Assert.That(Find(), Is.EqualTo(directory.File("here/env.toml")));
        });

        string? Find() => EnvFileLocator.Find(directory.File("here"), name => variables.GetValueOrDefault(name));
    }

    [TestCase("pyproject.toml")]
    [TestCase(".git")]
    public void The_walk_upwards_ends_with_the_folder_of_the_project(string mark)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("env.toml", "");
        directory.Write($"project/{mark}", "");
        Directory.CreateDirectory(directory.File("project/deep/er"));

        Assert.Multiple(() =>
        {
            Assert.That(EnvFileLocator.Find(directory.File("project/deep/er"), _ => null), Is.Null);
            Assert.That(EnvFileLocator.Find(directory.Path, _ => null), Is.EqualTo(directory.File("env.toml")));
            directory.Write("project/env.toml", "");
            Assert.That(EnvFileLocator.Find(directory.File("project/deep/er"), _ => null), Is.EqualTo(directory.File("project/env.toml")));
        });
    }

    [Test]
    public void A_variable_that_names_no_file_is_an_error() =>
        Assert.That(
            () => EnvFileLocator.Find("/", name => name == "FAIRLEAD_ENV_FILE" ? "/nowhere/env.toml" : null),
            Throws.InstanceOf<FairleadException>().With.Message.Contains("FAIRLEAD_ENV_FILE names '/nowhere/env.toml'"));

    [TestCase("x = 1", "env.toml:1: 'x' expects to stand in a table")]
    [TestCase("[wandb]\nprojct = 'a'", "env.toml:2: unknown key 'wandb.projct'. Did you mean 'project'?")]
    [TestCase("[artifacts]\nwandb = 'yes'", "'artifacts.wandb' expects true, false or a table, found a string")]
    [TestCase("[artifacts.manifest]\nroots = '/x'", "unknown key 'artifacts.manifest.roots'. Did you mean 'root'?")]
    [TestCase("[cache]\nroot = 1", "'cache.root' expects a string, found an integer")]
    [TestCase("[cli]\ntheme = []", "'cli.theme' expects a string, found a list")]
    [TestCase("[p\n", "env.toml:1")]
    public void Reserved_tables_are_checked(string toml, string message)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("env.toml", toml);

        Assert.That(() => EnvFile.Read(path), Throws.InstanceOf<FairleadException>().With.Message.Contains(message));
    }
}
