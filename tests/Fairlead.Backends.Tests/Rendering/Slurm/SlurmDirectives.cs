using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

public sealed class SlurmDirectives
{
    [TestCase(true, "debug")]
    [TestCase(false, "main")]
    public void An_attached_job_and_a_detached_one_have_partitions_of_their_own(bool attached, string partition) =>
        Assert.That(Lines(Plain, attached), Does.Contain($"#SBATCH --partition={partition}"));

    [TestCase(true)]
    [TestCase(false)]
    public void Both_fall_back_to_the_partition(bool attached)
    {
        var job = Plain.With(("run_partition", ""), ("batch_partition", ""), ("partition", "all"));
        Assert.That(Lines(job, attached), Does.Contain("#SBATCH --partition=all"));
    }

    [Test]
    public void Without_any_partition_the_clusters_default_applies() =>
        Assert.That(Names(Plain.With(("run_partition", ""), ("batch_partition", ""))), Does.Not.Contain("partition"));

    [TestCase(null)]
    [TestCase(0)]
    public void No_GPUs_are_asked_for_where_there_are_none(int? gpus) =>
        Assert.That(Names(Plain with { GpusPerNode = gpus }), Has.None.Contains("gpu").And.None.Contains("gres"));

    [Test]
    public void Generic_resources_take_the_place_of_GPUs()
    {
        var lines = Lines(Plain.With(("gres", "gpu:h100:8")));
        Assert.That(lines, Does.Contain("#SBATCH --gres=gpu:h100:8").And.None.Contains("gpus-per-node"));
    }

    [TestCase(true, "requeue")]
    [TestCase(false, "no-requeue")]
    public void Only_a_recipe_with_checkpoints_is_started_again(bool checkpoints, string directive)
    {
        var job = Plain with { Recipe = Plain.Recipe with { Checkpoints = checkpoints } };
        Assert.That(Names(job).Where(name => name.Contains("requeue", StringComparison.Ordinal)), Is.EqualTo([directive]));
    }

    [Test]
    public void Torchrun_is_one_task_on_each_node() =>
        Assert.That(Lines(Plain with { Launch = Recipes.LaunchKind.Torchrun }), Does.Contain("#SBATCH --ntasks-per-node=1"));

    [TestCase("--requeue", "requeue", "#SBATCH --requeue")]
    [TestCase("time=2:00:00", "time", "#SBATCH --time=2:00:00")]
    [TestCase("--partition=other", "partition", "#SBATCH --partition=other")]
    public void What_the_user_repeats_replaces_ours(string entry, string name, string line)
    {
        var job = Plain.With(("extra_sbatch", new[] { entry }));
        Assert.That(Names(job).Count(other => other.EndsWith(name, StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Lines(job), Does.Contain(line));
    }

    [Test]
    public void The_lines_are_sorted() =>
        Assert.That(Names(Plain.With(("extra_sbatch", new[] { "--hold", "begin=now" }))), Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal));

    [TestCase("job-name=x", "--job-name")]
    [TestCase("--comment=x", "--comment")]
    [TestCase("chdir=/tmp", "--chdir")]
    [TestCase("--output=x", "--output")]
    [TestCase("error=x", "--error")]
    [TestCase("--export=ALL", "env_vars")]
    [TestCase("array=0-3", "'array'")]
    [TestCase("parsable", "--parsable")]
    [TestCase("--wrap=true", "--wrap")]
    [TestCase("--signal=B:TERM@60", "--signal=TERM@60")]
    [TestCase("-p debug", "long option")]
    [TestCase("--time 1:00", "one in each entry")]
    public void An_option_that_would_break_the_job_is_refused_with_the_reason(string entry, string reason)
    {
        var error = Assert.Throws<FairleadException>(() => SlurmJobs.Render(Plain.With(("extra_sbatch", new[] { entry }))));
        Assert.That(error!.Message, Does.StartWith("/home/me/env.toml:7: ").And.Contain(reason));
    }

    // sbatch takes a # for the start of a comment, and a backslash for an escape even within single quotes.
    [TestCase("two words", "'two words'")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("a#b", "'a#b'")]
    [TestCase(@"a\b", @"'a\\b'")]
    [TestCase("n[1-3],n5%2", "'n[1-3],n5%2'")]
    public void A_value_is_quoted_as_sbatch_reads_it(string value, string written) =>
        Assert.That(new Directive("reservation", value).ToString(), Is.EqualTo($"#SBATCH --reservation={written}"));

    private static string[] Lines(ResolvedJob job, bool attached = false) =>
        [.. Known.Render(Inputs(job) with { Attached = attached }).Files["job.sbatch"].Split('\n').Where(line => line.StartsWith("#SBATCH ", StringComparison.Ordinal))];

    private static string[] Names(ResolvedJob job) => [.. Lines(job).Select(line => line["#SBATCH --".Length..].Split('=')[0])];
}
