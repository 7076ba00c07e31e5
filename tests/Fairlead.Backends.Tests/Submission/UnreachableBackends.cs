using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Submission;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Fairlead.Backends.Tests.Submission;

public sealed class UnreachableBackends
{
    private readonly LocalWorkshop workshop = new();
    private readonly IExecutor executor = Substitute.For<IExecutor>();

    [SetUp]
    public void CutTheLine() => executor.FindAsync(default!, default).ThrowsAsyncForAnyArgs(new FairleadException(ExitCode.SubmissionRefused, "no route"));

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task Leave_no_run_behind_that_was_never_sent()
    {
        await Assert.ThrowsAsync<FairleadException>(SubmitAsync);
        Assert.That(workshop.Ledger.List(), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(workshop.Ledger.Root).Select(Path.GetFileName), Has.None.StartsWith("test-job"));
    }

    [Test]
    public async Task Keep_a_run_that_an_earlier_launcher_may_have_sent()
    {
        var (request, _) = workshop.Job("true");
        workshop.Ledger.Begin(request, workshop.Target, attempt: 1);
        await Assert.ThrowsAsync<FairleadException>(SubmitAsync);
        Assert.That(workshop.Ledger.List(), Has.Count.EqualTo(1));
    }

    private Task<SubmittedRun> SubmitAsync()
    {
        var (request, payload) = workshop.Job("true");
        return new Submitter(workshop.Ledger, executor, TimeProvider.System)
            .SubmitAsync(request, workshop.Target, payload, resubmit: false, CancellationToken.None);
    }
}
