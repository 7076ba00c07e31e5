using Cake.Core;
using Fairlead.Build.Hosting;
using Fairlead.Primitives;

namespace Fairlead.Build.Tests.Hosting;

public sealed class OutcomeTests
{
    private static readonly FairleadException Refused = new(ExitCode.SubmissionRefused, "no quota");

    [Test]
    public void Without_a_failure_the_hosts_exit_code_stands() => Assert.That(new Outcome().ExitCode(1), Is.EqualTo(1));

    [Test]
    public void What_cake_wrapped_is_unwrapped()
    {
        Assert.That(Of(Refused), Is.EqualTo(4));
        Assert.That(Of(new CakeReportException(new CakeReport(), "wrapped", Refused)), Is.EqualTo(4));
        Assert.That(Of(new AggregateException(new CakeReportException(new CakeReport(), "wrapped", new AggregateException(Refused)))), Is.EqualTo(4));
    }

    [Test]
    public void A_cancellation_ends_with_6() => Assert.That(Of(new AggregateException(new TaskCanceledException())), Is.EqualTo(6));

    [Test]
    public void Anything_else_is_a_fault_of_ours() => Assert.That(Of(new InvalidOperationException()), Is.EqualTo(1));

    private static int Of(Exception failure) => new Outcome { Failure = failure }.ExitCode(1);
}
