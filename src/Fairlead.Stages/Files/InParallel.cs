using System.Runtime.ExceptionServices;

namespace Fairlead.Stages.Files;

/// <summary>A loop over all cores that fails like a plain loop: with the first exception itself, not a bundle of them.</summary>
internal static class InParallel
{
    public static void For(int count, Action<int> body, CancellationToken cancellationToken = default)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, body);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
