using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Catalogue;

/// <summary>A checkout of the Nemotron recipes, in their layout, is read as it is.</summary>
public sealed class UpstreamLayoutTests
{
    [Test]
    public void Names_come_from_the_blocks_and_configs_from_their_folders()
    {
        using var tree = new RecipeTree();
        File.Delete(Path.Combine(tree.Root, "nano3/sft/recipe.toml"));
        tree.Write("nano3/stage1_sft/train.py", Block("nano3/sft", "torchrun", "dir = \"./config\"", 8));
        tree.Write("nano3/stage1_sft/data_prep.py", Block("nano3/data/prep/sft", "ray", "dir = \"./config/data_prep\"", 0));
        tree.Write("nano3/stage1_sft/config/default.yaml", """
            run:
              data: SFTDataArtifact-sft:latest
              model: pretrain:latest
              env:
                container: registry.test/nemo:own
                startup_commands: ["(cd opt && git fetch)"]
            dataset: {path: "${art:data,path}", lr: 1e-5}
            logger: {project: "${run.wandb.project}"}
            """);
        tree.Write("nano3/stage1_sft/config/data_prep/default.yaml", "output_dir: ${oc.env:NEMO_RUN_DIR,.}/out\n");
        tree.Write("nano3/stage1_sft/helpers.py", "import os\n");
        tree.Write("super3/stage1_sft/train.py", Block("super3/sft", "torchrum", "dir = \"./config\"", 8));
        tree.Hpc();

        var catalogue = tree.Load();
        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(catalogue.Recipes.Select(recipe => recipe.Name), Is.EqualTo(new[] { "nano3/data/prep/sft", "nano3/sft" }));
            Assert.That(catalogue.Unreadable.Single().Name, Is.EqualTo("super3/sft"));
            Assert.That(ConfigLoader.Names(catalogue.Find("nano3/data/prep/sft")), Is.EqualTo(new[] { "default" }));
            Assert.That(job.ContainerImage, Is.EqualTo("registry.test/nemo:own"));
            Assert.That(job.ProcessesPerNode, Is.EqualTo(8));
            Assert.That(job.Config.Find("run.model"), Is.Not.Null);
            Assert.That(tree.Resolve(profile: "hpc", recipe: "nano3/data/prep/sft").Job.ProcessesPerNode, Is.EqualTo(1));
        });
    }

    private static string Block(string name, string launch, string config, int gpus) => $"""
        #!/usr/bin/env python3
        # /// script
        # [tool.runspec]
        # schema = "1"
        # docs = "https://docs.test"
        # name = "{name}"
        # image = "registry.test/nemo:25.11"
        # setup = "Requires the container."
        #
        # [tool.runspec.run]
        # launch = "{launch}"
        #
        # [tool.runspec.config]
        # {config}
        # default = "default"
        # format = "omegaconf"
        #
        # [tool.runspec.resources]
        # nodes = 1
        # gpus_per_node = {gpus}
        # ///
        import sys
        """;
}
