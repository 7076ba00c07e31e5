using Polly;
using Polly.Retry;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Repeats what may pass, with growing pauses, as the server wishes.</summary>
internal static class ApiPatience
{
    private const int Attempts = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline Of(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<ApiFaultException>(exception => exception.Fault.IsPassing),
        MaxRetryAttempts = Attempts - 1,
        Delay = TimeSpan.FromSeconds(1),
        MaxDelay = LongestPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ApiFaultException { Fault.RetryAfter: { } wish } ? Bounded(wish) : null),
    }).Build();

    private static TimeSpan? Bounded(TimeSpan wish) => wish < LongestPause ? wish : LongestPause;
}
