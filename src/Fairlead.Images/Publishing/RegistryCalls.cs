using System.Text;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Polly;
using Polly.Retry;

namespace Fairlead.Images.Publishing;

/// <summary>Commands of an engine's client that talk to a registry: patient with one that is busy, not with one that refuses.</summary>
internal sealed class RegistryCalls(ContainerEngine engine, RepositoryName repository, TimeProvider time)
{
    private const int Attempts = 5;

    private readonly ResiliencePipeline patiently = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<PassingTroubleException>(),
        MaxRetryAttempts = Attempts - 1,
        Delay = TimeSpan.FromSeconds(1),
        MaxDelay = TimeSpan.FromSeconds(30),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    /// <summary>Runs one command to its good end, and gives what it printed.</summary>
    /// <param name="input">Written to it, for what must not be an argument.</param>
    /// <exception cref="FairleadException">The registry refuses (exit code 4), stays in trouble, or something else is wrong (exit code 3).</exception>
    public Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, Secret? input = null) =>
        PatientlyAsync(token => RunOnceAsync(arguments, input, token), cancellationToken);

    /// <summary>Repeats what ends in a <see cref="PassingTroubleException"/>, with growing pauses, so many times.</summary>
    public async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await patiently.ExecuteAsync(async token => await action(token), cancellationToken);
        }
        catch (PassingTroubleException exception)
        {
            throw FairleadException.Stage(
                $"{repository.Host} was asked {Attempts} times and failed each time, at last with: {exception.Problem}",
                "look after the registry, then run the command again: layers that have arrived are not sent again; no publication is recorded",
                exception);
        }
    }

    private async Task<string> RunOnceAsync(IReadOnlyList<string> arguments, Secret? input, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(input?.Reveal() ?? "");
        var result = await engine.FeedAsync(arguments, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), cancellationToken);
        return result.Succeeded ? result.Output : throw FaultOf(arguments, result);
    }

    private FairleadException FaultOf(IReadOnlyList<string> arguments, ProcessResult result)
    {
        var words = result.Error.Trim();
        if (RegistryTrouble.IsRefusal(words))
        {
            return new FairleadException(
                ExitCode.SubmissionRefused,
                $"{repository.Host} refuses {engine.Client} {arguments[0]} for {repository}: {words}",
                $"{engine.Client} login {repository.Host}, or --registry-user=NAME with the password on standard input; and check that the user may write there");
        }

        return RegistryTrouble.IsPassing(words) ? new PassingTroubleException(words) : EngineFault.Of(engine, arguments, result);
    }
}
