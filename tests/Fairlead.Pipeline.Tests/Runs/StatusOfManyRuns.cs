using System.Collections.Immutable;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Testing;
using NSubstitute;
using NSubstitute.Extensions;

namespace Fairlead.Pipeline.Tests.Runs;

public sealed class StatusOfManyRuns
{
    private readonly TemporaryDirectory directory = new();
    private readonly IExecutor executor = Substitute.For<IExecutor>();

    [SetUp]
    public void MakeExecutor()
    {
        executor.QueryAsync(default!, default).ReturnsForAnyArgs(call => call.Arg<IReadOnlyCollection<Run>>()
            .ToDictionary(run => run.Id, _ => new RunStatus(RunState.Succeeded, "done")));
    }

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [TestCase(1)]
    [TestCase(200)]
    public async Task Costs_one_question_to_the_backend_and_none_once_they_have_ended(int count)
    {
        var runs = Enumerable.Range(0, count).Select(number => MakeRun(number, "id")).ToList();
        var statuses = new RunStatuses(Backends);

        var known = await statuses.OfAsync(runs, CancellationToken.None);
        Assert.That(known.Select(run => run.Status.State), Is.All.EqualTo(RunState.Succeeded));
        await statuses.OfAsync([.. known.Select(run => run.Run)], CancellationToken.None);
        await executor.ReceivedWithAnyArgs(1).QueryAsync(default!, default);
    }

    [Test]
    public async Task Writes_nothing_into_a_record_that_a_submitter_may_be_writing()
    {
        var run = MakeRun(1, backendId: null);
        var known = await new RunStatuses(Backends).OfAsync(run, CancellationToken.None);
        Assert.That(known.Status.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(new RunLedger(directory.Path, Backends, TimeProvider.System).Get(run.Id).Final, Is.Null);
    }

    [Test]
    public async Task Is_told_from_a_ledger_that_became_read_only_with_a_warning()
    {
        using var disk = await Mount.TmpfsAsync(directory.Path, kilobytes: 1000);
        MakeRun(1, "id");
        MakeRun(2, "id");
        await disk.MakeReadOnlyAsync();
        using var told = new StringWriter();
        using var said = new StringWriter();
        var commands = CommandsFor("run-1", new Terminal(told, said));
        await commands.ListAsync(CancellationToken.None);
        await commands.ShowStatusAsync(CancellationToken.None);
        await commands.CancelAsync(CancellationToken.None);
        Assert.That(told.ToString().Split('\n').Count(line => line.Contains("run-1", StringComparison.Ordinal) && line.Contains("succeeded", StringComparison.Ordinal)), Is.EqualTo(3), $"{told}{said}");
        Assert.That(said.ToString().Split('\n').Count(line => line.StartsWith("warning: what has ended is not recorded", StringComparison.Ordinal)), Is.EqualTo(1), said.ToString());
    }

    [Test]
    public async Task What_lives_is_not_cancelled_from_a_ledger_that_became_read_only()
    {
        executor.Configure().QueryAsync(default!, default).ReturnsForAnyArgs(_ => new Dictionary<string, RunStatus> { ["run-1"] = new(RunState.Running, "running") });
        using var disk = await Mount.TmpfsAsync(directory.Path, kilobytes: 1000);
        MakeRun(1, "id");
        await disk.MakeReadOnlyAsync();
        var error = await Assert.ThrowsAsync<FairleadException>(() => CommandsFor("run-1", new Terminal(TextWriter.Null, TextWriter.Null)).CancelAsync(CancellationToken.None));
        Assert.That(error!.Message, Does.Contain("run-1 is running").And.Contain(directory.Path));
    }

    private RunCommands CommandsFor(string run, Terminal terminal)
    {
        var options = new PipelineOptions { Run = run, RunsRoot = directory.Path };
        return new RunCommands(options, PipelineFolders.Of(options, directory.Path), Backends, terminal, TimeProvider.System);
    }

    private BackendMap Backends => new(new SubstituteBackend(executor));

    private Run MakeRun(int number, string? backendId)
    {
        var run = new Run
        {
            Id = $"run-{number}",
            Name = $"run-{number}",
            Attempt = 1,
            Recipe = "nano3/sft",
            Config = "tiny",
            Profile = "local",
            Executor = "local",
            Created = DateTimeOffset.UnixEpoch,
            BackendId = backendId,
            Directory = directory.File($"run-{number}"),
        };
        Directory.CreateDirectory(run.Directory);
        return RunLedger.Save(run);
    }

    private sealed record SubstituteBackend(IExecutor Substitute) : Backend(new ExecutorSpec("local", []))
    {
        public override IExecutor Executor => Substitute;

        protected override ImmutableArray<Digest> Templates => [];

        protected override RenderedJob Render(RenderInputs inputs) => throw new NotSupportedException();
    }
}
