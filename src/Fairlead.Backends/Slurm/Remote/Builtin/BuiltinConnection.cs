using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Fairlead.Primitives;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>
/// A connection of SSH.NET's. The library waits for hosts on threads of its own, some of them without an end, and says of a dead connection that it is alive:
/// so nothing here waits for it alone, and a connection that fails to answer is given up as it is.
/// </summary>
internal sealed class BuiltinConnection
{
    /// <summary>For a command that does not read what it is sent; and for a thread that nobody waits for any more.</summary>
    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(10);

    private readonly SshClient client;
    private readonly SshLimits limits;
    private readonly SessionQueue sessions = new();
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private long lastSign = Environment.TickCount64;
    private Task? look;

    private BuiltinConnection(SshClient client, SshLimits limits)
    {
        this.client = client;
        this.limits = limits;
    }

    /// <summary>Nothing speaks against it, which does not mean that the host would answer.</summary>
    public bool IsUsable => !lost.Task.IsCompleted && client.IsConnected;

    /// <exception cref="FairleadException">The host is not trusted, does not let us in, or cannot be reached.</exception>
    /// <exception cref="OpenSshNeededException">It takes more than a key.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "A client that does not come to an end is left to end by itself.")]
    public static async Task<BuiltinConnection> OpenAsync(SshTarget target, Identities identities, SshLimits limits, CancellationToken cancellationToken)
    {
        var trust = new HostTrust(target);
        using var keys = new KeyAuthentication(target.User, identities);
        var info = new ConnectionInfo(target.Host, target.Port, target.User, keys) { Timeout = limits.Connect, RetryAttempts = 1, MaxSessions = int.MaxValue };
        Certificate? certificate = null;
        Algorithms.Choose(info, trust.Known, seen => certificate = seen);
        var client = new SshClient(info);
        client.HostKeyReceived += trust.Judge;
        try
        {
            await OnThreadAsync(() => client.ConnectAsync(cancellationToken).GetAwaiter().GetResult()).WaitAsync(cancellationToken);
            // From now on the watch over the connection ends what waits for it.
            info.Timeout = LongestStall;
            var connection = new BuiltinConnection(client, limits);
            client.ErrorOccurred += (_, fault) => connection.GiveUp(fault.Exception.Message);
            return connection;
        }
        catch (Exception exception)
        {
            _ = OnThreadAsync(client.Dispose);
            throw exception switch
            {
                _ when trust.Refusal is { } refusal => refusal,
                OperationCanceledException => exception,
                _ when certificate is not null && HostCertificate.OutOfDate(certificate, DateTimeOffset.UtcNow) is { } late => SshFailure.Refused($"{target.Site.Address} shows a host certificate that {late}", "ask its administrators for another"),
                SshAuthenticationException denied when keys.WantsMore => new OpenSshNeededException(target.Site, "the host wants a second factor", denied),
                SshAuthenticationException denied when identities.HostKeyAlgorithms.Count == 0 && identities.Unusable.FirstOrDefault() is { } unusable => new OpenSshNeededException(target.Site, $"{unusable.File} {unusable.Problem}", denied, "name its passphrase with identity_passphrase, add it to an agent, or "),
                SshAuthenticationException denied => SshFailure.LetsNobodyIn(target.Site, denied.Message, identities.HostKeyAlgorithms.Count == 0 && target.Site.Identity is not null && !File.Exists(target.Site.Identity)),
                SshOperationTimeoutException silent => SshFailure.Unreachable(target.Site, "it timed out", silent),
                SshException or SocketException or IOException or ObjectDisposedException => SshFailure.Unreachable(target.Site, exception.Message, exception),
                _ => exception,
            };
        }
    }

    /// <summary>Starts a command, once the host allows one more on this connection.</summary>
    /// <exception cref="ConnectionLostException">Nothing was started.</exception>
    public async Task<StartedCommand> StartAsync(string text, CancellationToken cancellationToken)
    {
        for (var refusals = 0; ; refusals++)
        {
            await sessions.EnterAsync(cancellationToken);
            var started = default(StartedCommand);
            var starting = OnThreadAsync(() => started = Start(text));
            try
            {
                await WatchAsync(starting, cancellationToken);
                return started!;
            }
            catch (OperationCanceledException)
            {
                _ = starting.ContinueWith(_ => Discard(started?.Command), TaskScheduler.Default);
                throw;
            }
            catch (SshException exception) when (exception is not SshConnectionException && IsUsable)
            {
                sessions.Leave(refused: true);
                if (!await sessions.AwaitRoomAsync(refusals, cancellationToken))
                    throw SshFailure.Refused($"the host allows no session: {exception.Message}", "look at MaxSessions and ForceCommand of its SSH server");
            }
            catch (Exception exception)
            {
                sessions.Leave();
                throw IsBreak(exception) ? GiveUp(exception.Message, nothingBegan: true) : exception;
            }
        }
    }

    /// <summary>Sees a command to its end.</summary>
    /// <returns>What it exits with.</returns>
    /// <exception cref="ConnectionLostException">The connection broke first.</exception>
    public async Task<int> FinishAsync(StartedCommand started, CommandStreams streams, CancellationToken cancellationToken)
    {
        var (command, ended) = started;
        try
        {
            var output = OnThreadAsync(() => Copy(command.OutputStream, streams.Output));
            var broken = new TaskCompletionSource();
            _ = OnThreadAsync(() => FeedAsync(started, streams, broken, cancellationToken).GetAwaiter().GetResult());
            await WatchAsync(Task.WhenAny(ended, broken.Task).Unwrap(), cancellationToken);
            await output;
            Copy(command.ExtendedOutputStream, streams.Error);
            return CommandEnd.CodeOf(command);
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            throw GiveUp(exception.Message);
        }
        finally
        {
            Discard(command);
        }
    }

    private static Task OnThreadAsync(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static bool IsBreak(Exception exception) =>
        exception is SshException or SocketException or ObjectDisposedException or ConnectionLostException;

    // It says goodbye, and waits for the answer.
    private void Discard(SshCommand? command) => OnThreadAsync(() =>
    {
        command?.Dispose();
        sessions.Leave();
    });

    private StartedCommand Start(string text)
    {
        var command = client.CreateCommand(text);
        try
        {
            return new StartedCommand(command, command.ExecuteAsync(CancellationToken.None));
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    private void Copy(Stream from, Action<ReadOnlySpan<byte>> to)
    {
        var buffer = new byte[1 << 16];
        while (from.Read(buffer) is > 0 and var read)
        {
            ShowsLife();
            to(buffer.AsSpan(0, read));
        }
    }

    // The library waits for a reader that never comes; so nobody waits for this.
    private async Task FeedAsync(StartedCommand started, CommandStreams streams, TaskCompletionSource broken, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = new CommandInput(started.Command.CreateInputStream(), ShowsLife);
            await streams.Feed(input, cancellationToken);
        }
        catch (Exception exception) when (exception is not InvalidOperationException || exception is ObjectDisposedException)
        {
            broken.TrySetException(exception);
        }
        catch (InvalidOperationException)
        {
            // The command has ended already.
        }
    }

    private void ShowsLife() => Interlocked.Exchange(ref lastSign, Environment.TickCount64);

    /// <summary>Waits for a task, and looks at the connection whenever it shows no life.</summary>
    private async Task WatchAsync(Task task, CancellationToken cancellationToken)
    {
        var watched = Task.WhenAny(task, lost.Task);
        while (true)
        {
            try
            {
                await (await watched.WaitAsync(limits.Idle, cancellationToken));
                return;
            }
            catch (TimeoutException) when (!watched.IsCompleted)
            {
                if (Environment.TickCount64 - Interlocked.Read(ref lastSign) >= limits.Idle.TotalMilliseconds)
                    await Task.WhenAny(watched, LookAsync()).WaitAsync(cancellationToken);
            }
        }
    }

    private Task LookAsync()
    {
        lock (gate)
            return look is { IsCompleted: false } ? look : look = LookOnceAsync();
    }

    private async Task LookOnceAsync()
    {
        try
        {
            await OnThreadAsync(Ask).WaitAsync(limits.Answer);
            ShowsLife();
        }
        catch (TimeoutException)
        {
            GiveUp($"the host has said nothing for {(limits.Idle + limits.Answer).TotalSeconds:0} s");
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            GiveUp(exception.Message);
        }
    }

    private void Ask()
    {
        try
        {
            // Not what comes of it: that it is taken.
            using var command = client.CreateCommand("exit");
            _ = command.ExecuteAsync();
        }
        catch (SshException exception) when (exception is not SshConnectionException)
        {
            // A refusal is an answer.
        }
    }

    private ConnectionLostException GiveUp(string words, bool nothingBegan = false)
    {
        lost.TrySetException(new ConnectionLostException(words));
        _ = lost.Task.Exception;
        _ = OnThreadAsync(client.Dispose);
        return new ConnectionLostException(words) { NothingBegan = nothingBegan };
    }
}

/// <param name="Ended">Ends with it.</param>
internal sealed record StartedCommand(SshCommand Command, Task Ended);
