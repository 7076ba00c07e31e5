using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Bounds every wait for an engine and its client: a question by its patience, work by whether the engine answers questions meanwhile.</summary>
internal static class EngineWaits
{
    private static readonly string[] Alive = ["version", "--format", "{{.Client.Version}}"];

    private static readonly string[] Questions = ["ps", "info", "version", "--version", "context", "inspect", "logs"];

    /// <summary>Only asks; what does something takes as long as it takes.</summary>
    public static bool IsQuestion(IReadOnlyList<string> arguments) =>
        Questions.Contains(arguments[0]) || (arguments.Count > 1 && arguments[1] is "inspect" or "ls" or "version");

    /// <exception cref="FairleadException">There is no answer within the engine's patience.</exception>
    public static async Task<T> ForAnswerAsync<T>(ContainerEngine engine, IReadOnlyList<string> arguments, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(engine.Patience);
        try
        {
            var answer = ask(limit.Token);
            await Waiting.ForAsync(answer, $"{Words(engine, arguments)} to answer", engine.Patience, engine.Tell);
            return await answer;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw FairleadException.Stage(
                $"{Words(engine, arguments)} has not answered within {engine.Patience.TotalSeconds:0} s: the engine or its client hangs",
                $"see whether `{engine.Client} version` answers; if not, restart the engine (systemctl restart {engine.Client}), then run the same command again",
                exception);
        }
    }

    /// <exception cref="FairleadException">The engine no longer answers; the work was given up.</exception>
    public static async Task<T> WhileAnsweringAsync<T>(ContainerEngine engine, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = work(end.Token);
        try
        {
            while (await Task.WhenAny(done, Task.Delay(engine.Patience / 2, end.Token)) != done)
                await engine.TryAsync(Alive, end.Token);
            return await done;
        }
        catch
        {
            await end.CancelAsync();
            await Task.WhenAny(done);
            throw;
        }
    }

    private static string Words(ContainerEngine engine, IReadOnlyList<string> arguments) => $"{engine.Client} {string.Join(' ', arguments.Take(2))}";
}
