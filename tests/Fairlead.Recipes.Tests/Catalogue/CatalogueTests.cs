using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;

namespace Fairlead.Recipes.Tests.Catalogue;

public sealed class CatalogueTests
{
    private const string Block = """
        # SPDX-License-Identifier: Apache-2.0

        # /// script
        # requires-python = ">=3.10"
        #
        # [tool.runspec]
        # schema = "1"
        # name = "nano3/pretrain"
        # image = "registry.test/nemo:25.11"
        #
        # [tool.runspec.run]
        # launch = "python"
        # workdir = "/opt/nemo-rl"
        # cmd = "uv run {script} --config {config}"
        #
        # [tool.runspec.config]
        # dir = "./config/data_prep"
        # default = "tiny"
        #
        # [tool.runspec.resources]
        # nodes = 2
        # gpus_per_node = "gpu"
        #
        # [tool.runspec.env]
        # A = "b"
        # ///
        import os
        """;

    [Test]
    public void A_recipe_toml_declares_everything()
    {
        using var tree = new RecipeTree();
        tree.Write("common/prep/x.py", "");
        tree.Spec("""
            checkpoints = true
            [run]
            launch = "ray"
            [source]
            include = [".", "../../common"]
            [inputs]
            data = "nano3-sft-data"
            [outputs]
            model = "nano3-sft-model"
            [files]
            keys = ["data.path"]
            [env]
            PYTHONUNBUFFERED = "1"
            """);

        var recipe = tree.Load().Find("nano3/sft");

        Assert.Multiple(() =>
        {
            Assert.That(recipe.Family, Is.EqualTo("nano3"));
            Assert.That(recipe.Stage, Is.EqualTo("sft"));
            Assert.That(recipe.Launch, Is.EqualTo(LaunchKind.Ray));
            Assert.That(recipe.Script, Is.EqualTo(Path.Combine(tree.Root, "nano3/sft/train.py")));
            Assert.That(recipe.ConfigDirectory, Is.EqualTo(Path.Combine(tree.Root, "nano3/sft/config")));
            Assert.That(recipe.Sources, Is.EqualTo(new[] { "nano3/sft", "common" }));
            Assert.That(recipe.Inputs["data"], Is.EqualTo("nano3-sft-data"));
            Assert.That(recipe.Outputs["model"], Is.EqualTo("nano3-sft-model"));
            Assert.That(recipe.FileInputs, Is.EqualTo(new[] { "data.path" }));
            Assert.That(recipe.Environment["PYTHONUNBUFFERED"], Is.EqualTo("1"));
            Assert.That(recipe.Checkpoints, Is.True);
            Assert.That(recipe.GpusPerNode, Is.EqualTo(8));
        });
    }

    [Test]
    public void A_script_declares_itself_in_its_block()
    {
        using var tree = new RecipeTree();
        var script = tree.Write("nano3/stage0_pretrain/data_prep.py", Block);

        var recipe = tree.Load().Find("nano3/pretrain");

        Assert.Multiple(() =>
        {
            Assert.That(recipe.Script, Is.EqualTo(script));
            Assert.That(recipe.SpecFile, Is.EqualTo(script));
            Assert.That(recipe.Launch, Is.EqualTo(LaunchKind.Direct));
            Assert.That(recipe.RunCommand, Is.EqualTo("uv run {script} --config {config}"));
            Assert.That(recipe.WorkingDirectory, Is.EqualTo("/opt/nemo-rl"));
            Assert.That(recipe.ConfigDirectory, Is.EqualTo(Path.Combine(tree.Root, "nano3/stage0_pretrain/config/data_prep")));
            Assert.That(recipe.DefaultConfig, Is.EqualTo("tiny"));
            Assert.That(recipe.Nodes, Is.EqualTo(2));
            Assert.That(recipe.GpusPerNode, Is.Null);
            Assert.That(recipe.Environment["A"], Is.EqualTo("b"));
            Assert.That(recipe.Sources, Is.Empty);
        });
    }

    [Test]
    public void Defaults_are_those_of_the_run_spec()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/x/train.py", "# /// script\n# [tool.runspec]\n# name = \"nano3/x\"\n# ///\n");

        var recipe = tree.Load().Find("nano3/x");

        Assert.Multiple(() =>
        {
            Assert.That(recipe.Launch, Is.EqualTo(LaunchKind.Torchrun));
            Assert.That(recipe.Nodes, Is.EqualTo(1));
            Assert.That(recipe.GpusPerNode, Is.EqualTo(8));
            Assert.That(recipe.DefaultConfig, Is.EqualTo("default"));
            Assert.That(recipe.Image, Is.Null);
        });
    }

    [Test]
    public void Scripts_without_a_run_spec_hidden_folders_and_caches_are_passed_over()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/sft/tool.py", "# /// script\n# dependencies = [\"rich\"]\n# ///\n");
        tree.Write("nano3/sft/plain.py", "print(1)\n");
        tree.Write("nano3/sft/other.py", "# /// script\n# not toml at all\n# ///\n");
        tree.Write(".venv/lib/a.py", Block);
        tree.Write("nano3/__pycache__/b.py", Block);

        var catalogue = tree.Load();

        Assert.Multiple(() =>
        {
            Assert.That(catalogue.Recipes.Select(recipe => recipe.Name), Is.EqualTo(new[] { "nano3/sft" }));
            Assert.That(catalogue.Unreadable, Is.Empty);
        });
    }

    [Test]
    public void A_block_far_below_the_first_64_KiB_is_not_looked_for()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/big/train.py", new string('#', 70_000) + "\n" + Block);

        Assert.That(tree.Load().Recipes.Select(recipe => recipe.Name), Does.Not.Contain("nano3/pretrain"));
    }

    [Test]
    public void A_broken_recipe_does_not_hide_the_others_and_says_why()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/broken/train.py", "# /// script\n# [tool.runspec\n# name = \"nano3/broken\"\n# ///\n");
        tree.Write("nano3/endless/train.py", "# /// script\n# [tool.runspec]\nimport os\n");

        var catalogue = tree.Load();
        using var listing = new StringWriter();
        RecipeList.WriteText(catalogue, listing);

        Assert.Multiple(() =>
        {
            Assert.That(catalogue.Find("nano3/sft").Name, Is.EqualTo("nano3/sft"));
            Assert.That(listing.ToString(), Does.Contain("nano3/broken/train.py:2:").And.Contain("the block that '# /// script' opens does not end"));
            Assert.That(RecipeList.ToJson(catalogue)["unreadable"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(
                () => catalogue.Find("nano3/broken"),
                Throws.InstanceOf<FairleadException>().With.Message.Contains("there is no recipe 'nano3/broken'").And.Message.Contains("unreadable:").And.Message.Contains("run ListRecipes"));
        });
    }

    [Test]
    public void A_misspelt_recipe_is_answered_with_the_nearest()
    {
        using var tree = new RecipeTree();

        Assert.That(() => tree.Load().Find("nano3/stf"), Throws.InstanceOf<FairleadException>().With.Message.Contains("Did you mean 'nano3/sft'?"));
    }

    [Test]
    public void A_missing_folder_is_named() =>
        Assert.That(() => RecipeCatalogue.Load("/nowhere/at/all"), Throws.InstanceOf<FairleadException>().With.Message.Contains("--recipes-root"));

    [Test]
    public void Two_recipes_of_one_name_name_both_files()
    {
        using var tree = new RecipeTree();
        tree.Write("a/train.py", Block);
        tree.Write("b/train.py", Block);

        Assert.That(
            () => tree.Load().Find("nano3/pretrain"),
            Throws.InstanceOf<FairleadException>().With.Message.Contains("a/train.py").And.Message.Contains("b/train.py"));
    }
}
