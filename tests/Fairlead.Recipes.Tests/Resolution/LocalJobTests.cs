using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class LocalJobTests
{
    [Test]
    public void Without_arguments_the_job_runs_here_on_one_process()
    {
        using var tree = new RecipeTree();

        var job = tree.Resolve().Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.Profile, Is.EqualTo("local"));
            Assert.That(job.Executor, Is.EqualTo("local"));
            Assert.That(job.GpusPerNode, Is.Zero);
            Assert.That(job.ProcessesPerNode, Is.EqualTo(1));
            Assert.That(job.Nodes, Is.EqualTo(1));
            Assert.That(job.Launch, Is.EqualTo(LaunchKind.Torchrun));
            Assert.That(job.ConfigName, Is.EqualTo("tiny"));
            Assert.That(job.Environment, Is.Empty);
        });
    }

    [Test]
    public void The_script_reads_the_config_with_its_defaults_and_without_the_run_table()
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", """
            defaults: base
            run:
              env: {nprocs_per_node: 2, launch: direct, launcher_args: [--redirects, "1"]}
              data: nano3/sft/data:latest
            train: {steps: 3}
            data: {manifest: "${art:data,path}", workers: "${run.env.nprocs_per_node}", home: "${oc.env:PWD}"}
            """);

        var job = tree.Resolve().Job;

        Assert.Multiple(() =>
        {
            Assert.That(job.ProcessesPerNode, Is.EqualTo(2));
            Assert.That(job.Launch, Is.EqualTo(LaunchKind.Direct));
            Assert.That(job.LauncherArguments, Is.EqualTo(new[] { "--redirects", "1" }));
            Assert.That(CanonicalJson.Write(job.Config.ToJson()), Is.EqualTo(
                """{"data":{"home":"${oc.env:PWD}","manifest":"${art:data,path}","workers":2},"run":{"data":"nano3-sft-data:latest"},"train":{"lr":0.1,"steps":3}}"""));
        });
    }
}
