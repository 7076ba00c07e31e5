using Fairlead.Stages.Reasons;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class ExplainerTests : IDisposable
{
    private readonly CacheWorld world = new();

    [Test]
    public void Changes_come_version_first_and_then_by_name()
    {
        var before = new StageInputs("render", 1, "s", [new("setting:b", "1"), new("setting:gone", "x"), new("setting:same", "=")]);
        var after = new StageInputs("render", 2, "s", [new("setting:same", "="), new("setting:b", "2"), new("file:new", "y")]);

        Assert.That(Explainer.Compare(before, after), Is.EqualTo(new InputChange[]
        {
            new("version", "1", "2"),
            new("file:new", null, "y"),
            new("setting:b", "1", "2"),
            new("setting:gone", "x", null),
        }));
    }

    [TestCase("2", "4", "2 -> 4")]
    [TestCase(null, "4", "(none) -> 4")]
    [TestCase("2", null, "2 -> (none)")]
    [TestCase("0123456789abcdef", "fedcba9876543210", "0123456789ab -> fedcba987654")]
    [TestCase("/data/blends/long/one.json", "/data/blends/long/two.json", "...one.json -> ...two.json")]
    [TestCase("two\nlines", "two\tlines", "two\\x0alines -> two\\x09lines")]
    public void A_change_shows_twelve_characters_where_the_values_differ(string? before, string? after, string expected) =>
        Assert.That($"{new InputChange("setting:x", before, after)}", Is.EqualTo($"setting:x: {expected}"));

    [Test]
    public void A_stage_never_run_for_its_subject_has_no_earlier_run()
    {
        var explained = world.Open().Explain(CacheWorld.Inputs());

        Assert.That((explained.WouldRun, explained.Summary), Is.EqualTo((true, "no earlier run")));
    }

    [Test]
    public async Task A_recorded_stage_would_not_run()
    {
        await world.RunAsync(CacheWorld.Inputs());

        var explained = world.Open().Explain(CacheWorld.Inputs());

        Assert.That((explained.WouldRun, explained.Summary), Is.EqualTo((false, "recorded")));
    }

    [Test]
    public async Task Explaining_runs_and_records_nothing()
    {
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")));
        var before = world.Files("").ToList();

        var explained = world.Open().Explain(CacheWorld.Inputs(("setting:nodes", "2")));

        Assert.That(explained.Changes, Is.EqualTo(new[] { new InputChange("setting:nodes", "1", "2") }));
        Assert.That(world.Bodies, Is.EqualTo(1));
        Assert.That(world.Files(""), Is.EquivalentTo(before));
    }

    [Test]
    public async Task Inputs_are_compared_with_those_of_the_run_before_even_when_that_was_a_hit()
    {
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")));
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "2")));
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")));

        Assert.That(world.Open().Explain(CacheWorld.Inputs(("setting:nodes", "3"))).Summary, Is.EqualTo("setting:nodes: 1 -> 3"));
    }

    [Test]
    public async Task Subjects_do_not_mix()
    {
        await world.RunAsync(new StageInputs("package", 1, "nano3/sft local", [new("setting:nodes", "1")]));
        await world.RunAsync(new StageInputs("package", 1, "nano3/rl local", [new("setting:nodes", "2")]));

        var explained = world.Open().Explain(new StageInputs("package", 1, "nano3/sft local", [new("setting:nodes", "3")]));

        Assert.That(explained.Summary, Is.EqualTo("setting:nodes: 1 -> 3"));
    }

    [Test]
    public async Task A_result_that_was_removed_is_said_to_be_gone()
    {
        await world.RunAsync(CacheWorld.Inputs());
        File.Delete(world.EntryPath(CacheWorld.Inputs().Key));

        Assert.That(world.Open().Explain(CacheWorld.Inputs()).Summary, Is.EqualTo("the recorded result is gone"));
    }

    [Test]
    public async Task Inputs_that_cannot_be_read_any_more_are_said_to_be_gone()
    {
        var inputs = CacheWorld.Inputs(("setting:nodes", "1"));
        await world.RunAsync(inputs);
        Overwrite.Bytes(world.BlobPath(inputs.Key), "{}");

        Assert.That(world.Open().Explain(CacheWorld.Inputs(("setting:nodes", "2"))).Summary, Is.EqualTo("the inputs of the earlier run are gone"));
    }

    public void Dispose() => world.Dispose();
}
