using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class StageRunnerTests : IDisposable
{
    private readonly CacheWorld world = new();

    [Test]
    public async Task The_second_run_executes_no_body_and_gives_the_same_result()
    {
        var first = await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")));
        var second = await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")));

        Assert.That(world.Bodies, Is.EqualTo(1));
        Assert.That((first.Outcome, second.Outcome), Is.EqualTo((StageOutcome.Ran, StageOutcome.Hit)));
        Assert.That(second.Outputs, Is.EqualTo(first.Outputs));
        Assert.That(second.OutputDigest, Is.EqualTo(first.OutputDigest));
    }

    [Test]
    public async Task One_changed_input_runs_that_stage_and_its_dependants_only()
    {
        await RunThreeAsync("1", "a");
        await RunThreeAsync("1", "b");

        Assert.That(world.Bodies, Is.EqualTo(3 + 2), "package stays, render and submit run");
    }

    [Test]
    public async Task A_dependant_stays_when_the_stage_before_it_ran_and_gave_the_same()
    {
        StageBody same = (output, token) => File.WriteAllTextAsync(Path.Combine(output, "o"), "same", token);
        foreach (var comment in (string[])["a", "b"])
        {
            var package = await world.RunAsync(CacheWorld.Inputs(("file:comment", comment)), same);
            await world.RunAsync(CacheWorld.InputsOf("render", ("stage:package", package.OutputDigest.ToString())), same);
        }

        Assert.That(world.Bodies, Is.EqualTo(2 + 1));
    }

    [Test]
    public async Task A_failed_body_leaves_nothing()
    {
        var inputs = CacheWorld.Inputs(("setting:nodes", "1"));
        StageBody failing = async (output, token) =>
        {
            await File.WriteAllTextAsync(Path.Combine(output, "half"), "half", token);
            throw new InvalidOperationException("the body's own");
        };

        Assert.That(async () => await world.RunAsync(inputs, failing), Throws.InvalidOperationException.With.Message.EqualTo("the body's own"));
        Assert.That(world.Files("entries").Concat(world.Files("blobs")).Concat(world.Files("temporary")).Concat(world.Files("latest")), Is.Empty);

        await world.RunAsync(inputs);
        Assert.That(world.Bodies, Is.EqualTo(2), "failures are not recorded");
    }

    [Test]
    public void A_cancelled_body_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();

        Assert.That(
            async () => await world.RunAsync(
                CacheWorld.Inputs(),
                async (_, token) =>
                {
                    await cancel.CancelAsync();
                    token.ThrowIfCancellationRequested();
                },
                cancellationToken: cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(world.Files("entries").Concat(world.Files("temporary")), Is.Empty);
    }

    [Test]
    public async Task No_cache_runs_the_body_and_records_its_result()
    {
        await world.RunAsync(CacheWorld.Inputs());
        var again = await world.RunAsync(CacheWorld.Inputs(), ignoreRecorded: true);
        await world.RunAsync(CacheWorld.Inputs());

        Assert.That(world.Bodies, Is.EqualTo(2));
        Assert.That(again.Reason, Is.EqualTo("--no-cache"));
    }

    [Test]
    public async Task Outputs_carry_size_mode_and_their_path_below_the_output_directory()
    {
        var result = await world.RunAsync(CacheWorld.Inputs(), async (output, token) =>
        {
            Directory.CreateDirectory(Path.Combine(output, "bin", "deep"));
            await File.WriteAllTextAsync(Path.Combine(output, "bin", "deep", "run"), "#!/bin/sh\n", token);
            File.SetUnixFileMode(Path.Combine(output, "bin", "deep", "run"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            await File.WriteAllTextAsync(Path.Combine(output, ".hidden"), "x", token);
        });

        Assert.That(result.Outputs, Is.EqualTo(new Dictionary<string, StageOutput>
        {
            [".hidden"] = new(Digest.Of("x"), 1, Executable: false),
            ["bin/deep/run"] = new(Digest.Of("#!/bin/sh\n"), 10, Executable: true),
        }));
    }

    [Test]
    public void A_symbolic_link_among_the_outputs_is_refused() =>
        Assert.That(
            async () => await world.RunAsync(CacheWorld.Inputs(), (output, _) =>
            {
                Directory.CreateSymbolicLink(Path.Combine(output, "link"), "/etc");
                return Task.CompletedTask;
            }),
            Throws.TypeOf<FairleadException>().With.Message.Contains("found a symbolic link: link"));

    [Test]
    public async Task The_same_key_at_the_same_time_runs_one_body()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.RunAsync(CacheWorld.Inputs()))));

        Assert.That(world.Bodies, Is.EqualTo(1));
        Assert.That(results.Select(result => result.OutputDigest).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Different_keys_run_side_by_side()
    {
        using var both = new Barrier(2);
        StageBody meeting = (output, token) => Task.Run(
            () => Assert.That(both.SignalAndWait(TimeSpan.FromSeconds(60), token), "the other body has to be running now"), token);

        await Task.WhenAll(
            world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")), meeting),
            world.RunAsync(CacheWorld.Inputs(("setting:nodes", "2")), meeting));

        Assert.That(world.Bodies, Is.EqualTo(2));
    }

    public void Dispose() => world.Dispose();

    private async Task RunThreeAsync(string file, string setting)
    {
        var package = await world.RunAsync(CacheWorld.Inputs(("file:train.py", file)));
        var render = await world.RunAsync(CacheWorld.InputsOf("render", ("stage:package", package.OutputDigest.ToString()), ("setting:x", setting)));
        await world.RunAsync(CacheWorld.InputsOf("submit", ("stage:render", render.OutputDigest.ToString())));
    }
}
