using System.Collections.Immutable;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Testing;
using NSubstitute;

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
