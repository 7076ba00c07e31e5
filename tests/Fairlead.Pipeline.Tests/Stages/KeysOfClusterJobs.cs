using System.Collections.Immutable;
using Fairlead.Backends;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;
using Fairlead.Sources;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Stages;

public sealed class KeysOfClusterJobs
{
    [TestCase("partition", "debug")]
    [TestCase("time", "10")]
    [TestCase("remote_job_dir", "/elsewhere")]
    [TestCase("setup_lines", "module load cuda")]
    [TestCase("extra_sbatch", "--hold")]
    public void What_only_the_scheduler_reads_renders_anew_and_prepares_nothing_anew(string key, string value)
    {
        var changed = Plan((key, value));
        Assert.That(RenderKey(changed), Is.Not.EqualTo(RenderKey(Plan())));
        Assert.That(PrepareStage.InputsOf(changed).Key, Is.EqualTo(PrepareStage.InputsOf(Plan()).Key));
    }

    [TestCase("identity", "/home/me/key")]
    [TestCase("known_hosts", "/home/me/hosts")]
    [TestCase("repo_root", "/home/me/code")]
    public void Paths_of_this_machine_are_no_part_of_a_key(string key, string value) =>
        Assert.That(RenderKey(Plan((key, value))), Is.EqualTo(RenderKey(Plan())));

    [Test]
    public void Another_commit_behind_a_branch_renders_and_prepares_anew()
    {
        var plan = Plan() with { Commits = [new PinnedCommit("https://git.test/a", "main", new string('a', 40), "/opt/a")] };
        var moved = Plan() with { Commits = [new PinnedCommit("https://git.test/a", "main", new string('b', 40), "/opt/a")] };
        Assert.That(RenderKey(moved), Is.Not.EqualTo(RenderKey(plan)));
        Assert.That(PrepareStage.InputsOf(moved).Key, Is.Not.EqualTo(PrepareStage.InputsOf(plan).Key));
    }

    [Test]
    public void A_preparation_is_rendered_apart_from_the_same_recipe_on_its_own() =>
        Assert.That(RenderKey(Plan() with { Artifact = "data" }), Is.Not.EqualTo(RenderKey(Plan())));

    [Test]
    public void Waiting_for_a_job_changes_its_rendering_and_not_its_data()
    {
        Assert.That(RenderKey(Plan() with { Attached = true }), Is.Not.EqualTo(RenderKey(Plan())));
        Assert.That(PrepareStage.InputsOf(Plan() with { Attached = true }).Key, Is.EqualTo(PrepareStage.InputsOf(Plan()).Key));
    }

    [Test]
    public void A_local_job_has_none_of_this_in_its_key()
    {
        var local = Plan();
        local = local with { Job = local.Job with { Executor = "local" } };
        Assert.That(RenderKey(local with { Attached = true, Artifact = "data" }), Is.EqualTo(RenderKey(local)));
    }

    private static Digest RenderKey(RecipePlan plan) =>
        RenderStage.InputsOf(plan, KnownBackends.All(TimeProvider.System), plan.Package.Key, ImmutableSortedDictionary<string, PinnedArtifact>.Empty).Key;

    private static RecipePlan Plan(params (string Key, string Value)[] settings)
    {
        var table = settings.Aggregate(
            TableSetting.Empty(Origin.BuiltIn).With("remote_job_dir", new ScalarSetting("/jobs", Origin.BuiltIn)),
            (known, setting) => known.With(setting.Key, new ScalarSetting(setting.Value, Origin.BuiltIn)));
        var job = PlainJob.Of("test/job", "job.py") with { Executor = "slurm", ExecutorSettings = table };
        return new RecipePlan(
            job,
            new SourceList([]),
            [],
            "recipes",
            "recipes/job.py",
            "python3",
            ImmutableSortedDictionary<string, FileContent>.Empty,
            ImmutableSortedDictionary<string, RecipePlan>.Empty);
    }
}
