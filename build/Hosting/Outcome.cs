using Cake.Core;
using Fairlead.Primitives;

namespace Fairlead.Build.Hosting;

/// <summary>How the run ended. Cake wraps what a task throws, and keeps no exit code of ours; here it is unwrapped.</summary>
public sealed class Outcome
{
    public Exception? Failure { get; set; }

    /// <param name="hosts">The host's own exit code, which stands unless a task failed.</param>
    public int ExitCode(int hosts) => Failure is null ? hosts : (int)Of(Failure);

    private static ExitCode Of(Exception failure) => failure switch
    {
        FairleadException ours => ours.ExitCode,
        OperationCanceledException => Primitives.ExitCode.Cancelled,
        CakeReportException { InnerException: { } inner } => Of(inner),
        AggregateException several => several.InnerExceptions.Select(Of).First(),
        _ => Primitives.ExitCode.Unexpected,
    };
}
