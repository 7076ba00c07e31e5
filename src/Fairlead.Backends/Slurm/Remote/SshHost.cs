using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Polly;
using Polly.Retry;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>A login node, over SSH.</summary>
public sealed class SshHost : IRemoteHost
{
    private static readonly RemoteScript EndGroup = new("end-group.sh", Repeatable: true);

    /// <summary>To end a cancelled script. It needs a third of it.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BeginAfterCancelling = TimeSpan.FromSeconds(2);

    private static readonly ResiliencePipeline Patiently = Retrying(lost => !lost.IsSilence);
    private static readonly ResiliencePipeline Carefully = Retrying(lost => lost.NothingBegan);

    private readonly ISshClient client;
    private readonly SshLimits limits;
    private readonly Action<string> tell;

    /// <param name="tell">Takes a line for people: how the host is reached, and what is waited for.</param>
    /// <exception cref="FairleadException">The site cannot be told to ssh, or there is no private place for the connection's socket.</exception>
    public SshHost(SlurmSite site, Action<string>? tell = null)
        : this(site, new ChosenClient(site, tell ?? (_ => { }), SshLimits.Usual), SshLimits.Usual, tell)
    {
    }

    internal SshHost(SlurmSite site, ISshClient client, SshLimits limits, Action<string>? tell = null)
    {
        Name = site.Address;
        this.client = client;
        this.limits = limits;
        this.tell = tell ?? (_ => { });
    }

    public string Name { get; }

    public string Connection => client.Description;

    private string ByHand => $"try it by hand: ssh {Name} true";

    public Task<RemoteResult> RunAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        return (script.Repeatable ? Patiently : Carefully).ExecuteAsync(async token => await RunOnceAsync(script, arguments, FeedAsync, token), cancellationToken).AsTask();

        Task FeedAsync(Stream stream, CancellationToken token) => stream.WriteAsync(input, token).AsTask();
    }

    public Task UploadAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken) =>
        Patiently.ExecuteAsync(async token => await new FileUpload(RunOnceAsync, Name).SendAsync(localFile, remotePath, sent ?? new UploadProgress(tell, localFile, Name), token), cancellationToken).AsTask();

    public Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken) =>
        new Download(this, remoteDirectory, localDirectory).RunAsync(cancellationToken);

    private static ResiliencePipeline Retrying(Func<ConnectionLostException, bool> isWorthIt) => new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle(isWorthIt),
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromSeconds(0.5),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    private async Task<RemoteResult> RunOnceAsync(RemoteScript script, IReadOnlyList<string> arguments, Func<Stream, CancellationToken, Task> feed, CancellationToken cancellationToken)
    {
        var call = ShellCall.Of(script, arguments);
        var answer = new MarkedAnswer(call.Mark);
        await OpenAsync(cancellationToken);
        using var abandon = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = client.RunAsync(ShellCall.Command, new CommandStreams(FeedAsync, answer.AddOutput, answer.AddError), abandon.Token);
        try
        {
            await Task.WhenAny(running, started.Task).WaitAsync(cancellationToken);
            await Task.WhenAny(running, answer.Begun).WaitAsync(limits.Begin, cancellationToken);
            if (answer.Begun.IsCompleted)
                return new RemoteResult(await running.WaitAsync(cancellationToken), answer.Output, answer.Error);
            var exitCode = await running;
            throw SshFailure.Refused(NoShell($"it ended with exit code {exitCode}", answer.Before), ByHand);
        }
        catch (ConnectionLostException exception)
        {
            throw new ConnectionLostException($"the connection to {Name} broke while {script.Name} ran: {exception.Problem}", "run the command again: what is done already is found and not repeated", exception) { NothingBegan = exception.NothingBegan };
        }
        catch (TimeoutException)
        {
            // It may begin yet.
            throw new ConnectionLostException(NoShell($"it began nothing within {limits.Begin.TotalSeconds} s", answer.Before), ByHand) { IsSilence = true };
        }
        catch (OperationCanceledException) when (started.Task.IsCompleted && script != EndGroup)
        {
            // What has been sent may begin yet.
            await Task.WhenAny(running, answer.Begun, Task.Delay(BeginAfterCancelling, CancellationToken.None));
            if (answer.ProcessGroup is { } group && !running.IsCompleted)
                await EndAsync(group);
            throw;
        }
        finally
        {
            await abandon.CancelAsync();
        }

        async Task FeedAsync(Stream stream, CancellationToken token)
        {
            started.TrySetResult();
            await stream.WriteAsync(call.Line, token);
            await feed(stream, token);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Connect);
        try
        {
            await Waiting.ForAsync(client.OpenAsync(limit.Token), $"{Name} to answer over SSH", limits.Connect, tell);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionLostException($"cannot reach {Name}: no connection within {limits.Connect.TotalSeconds} s", "is the host up, and is this machine in its network (VPN)?", exception) { IsSilence = true };
        }
    }

    private async Task EndAsync(int group)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await RunOnceAsync(EndGroup, [$"{group}"], (_, _) => Task.CompletedTask, limit.Token);
        }
        catch (Exception exception) when (exception is FairleadException or OperationCanceledException)
        {
            tell($"what was cancelled on {Name} may still run there: process group {group}");
        }
    }

    private string NoShell(string what, string words) =>
        $"expected a login shell on {Name} that runs commands, found that {what}{(words.Length > 0 ? $": {words}" : "")}";
}
