using System.Globalization;
using Polly;
using Polly.Retry;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Repeats what may pass, with growing pauses, as the server wishes.</summary>
internal static class ApiPatience
{
    private const int Attempts = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline Of(ApiConnection connection) => new ResiliencePipelineBuilder { TimeProvider = connection.Time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<ApiFaultException>(exception => exception.Fault.IsPassing),
        MaxRetryAttempts = Attempts - 1,
        Delay = TimeSpan.FromSeconds(1),
        MaxDelay = LongestPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ApiFaultException { Fault.RetryAfter: { } wish } ? Bounded(wish) : null),
        OnRetry = retry =>
        {
            // A pause before the second attempt is short enough for nobody to wonder.
            if (retry.AttemptNumber > 0 && retry.Outcome.Exception is ApiFaultException { Problem: var fault })
                connection.Tell(string.Create(CultureInfo.InvariantCulture, $"{fault}; attempt {retry.AttemptNumber + 2} of {Attempts} in {retry.RetryDelay.TotalSeconds:0} s"));
            return ValueTask.CompletedTask;
        },
    }).Build();

    private static TimeSpan? Bounded(TimeSpan wish) => wish < LongestPause ? wish : LongestPause;
}
