namespace Fairlead.Recipes.Tests.Resolution;

public sealed class ProcessCountTests
{
    [Test]
    public void A_profile_with_no_gpus_runs_one_process_under_torchrun_although_the_run_spec_asks_for_eight_gpus()
    {
        using var tree = new RecipeTree();
        tree.Hpc("gpus_per_node = 0");

        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.Launch, Is.EqualTo(LaunchKind.Torchrun));
            Assert.That(job.GpusPerNode, Is.Zero);
            Assert.That(job.ProcessesPerNode, Is.EqualTo(1));
        });
    }

    [TestCase("", "gpus_per_node = 8", 8, 8)]
    [TestCase("nprocs_per_node = 3", "gpus_per_node = 8", 8, 3)]
    [TestCase("gpus_per_node = 4", "gpus_per_node = 8", 4, 4)]
    [TestCase("gpus_per_node = 0\nnprocs_per_node = 2", "gpus_per_node = 8", 0, 2)]
    [TestCase("", "gpus_per_node = 0", 0, 1)]
    [TestCase("", "gpus_per_node = 'gpu'", null, 1)]
    [TestCase("gpus_per_node = 4", "gpus_per_node = 'gpu'", 4, 4)]
    public void An_explicit_count_wins_then_the_gpus_then_one(string profile, string resources, int? gpus, int processes)
    {
        using var tree = new RecipeTree();
        tree.Spec(resources: resources);
        tree.Hpc(profile);

        var job = tree.Resolve(profile: "hpc").Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.GpusPerNode, Is.EqualTo(gpus));
            Assert.That(job.ProcessesPerNode, Is.EqualTo(processes));
        });
    }

    [TestCase("env.nprocs_per_node=0")]
    [TestCase("env.nproc_per_node=-1")]
    public void An_explicit_count_of_none_is_an_error(string set)
    {
        using var tree = new RecipeTree();

        Assert.That(tree.Fault(sets: set), Does.Contain("--set: 'nprocs_per_node' in --set expects 1 or more"));
    }
}
