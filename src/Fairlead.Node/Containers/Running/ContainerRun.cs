using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers.Running;

/// <summary>Makes a container, follows it to its end, looks at it when that is a bad one, and removes it whatever happens.</summary>
internal sealed class ContainerRun(ContainerEngine engine, RankLog log, TimeProvider time)
{
    private const string Taken = "already in use";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <param name="diagnostics">The folder for what is found out about a bad end.</param>
    /// <param name="logFolders">Folders in the container with logs.</param>
    /// <param name="beforeRemoval">Takes out of the container, by its id, what is to be kept.</param>
    /// <exception cref="FairleadException">It cannot be made or started, or the engine does not answer.</exception>
    public async Task<ContainerEnd> RunAsync(PlannedContainer planned, TimeSpan timeout, string diagnostics, IEnumerable<string> logFolders, Func<string, Task> beforeRemoval, CancellationToken cancellationToken)
    {
        var redaction = new Redaction(planned.Environment.Secrets);
        var id = await CreateAsync(planned.Plan);
        try
        {
            var end = await FollowAsync(id, planned, redaction, timeout, () => new Diagnostics(engine, redaction, time).WriteAsync(id, diagnostics, logFolders), cancellationToken);
            await beforeRemoval(id);
            return end;
        }
        finally
        {
            await RemoveAsync(id);
        }
    }

    // Not to be cancelled: whoever has made a container has to know of it.
    private async Task<string> CreateAsync(ContainerPlan plan)
    {
        var client = engine with { Environment = (engine.Environment ?? new Dictionary<string, string>()).Concat(ContainerArguments.Inherited(plan)).ToDictionary() };
        var arguments = ContainerArguments.Of(plan);
        var result = await BoundedAsync(token => client.TryAsync(arguments, token));
        if (result.Succeeded)
            return result.Output.Trim();
        throw result.Error.Contains(Taken, StringComparison.Ordinal)
            ? FairleadException.Stage($"this machine has a container named {plan.Name} already: another program runs this rank, or was killed while it did", $"{engine.Client} ps --all --filter name={plan.Name} shows it; remove it when nobody needs it")
            : EngineFault.Of(engine, ["create"], result);
    }

    private async Task<ContainerEnd> FollowAsync(string id, PlannedContainer planned, Redaction redaction, TimeSpan timeout, Func<Task> diagnose, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var failed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = ChildProcess.Start(engine.Client, ["start", "--attach", id], environment: engine.Environment);
        client.StandardInput.Close();
        var exited = client.WaitForExitAsync(CancellationToken.None);
        var copied = Task.WhenAll(
            log.CopyAsync(client.StandardOutput.BaseStream, redaction, Watch),
            log.CopyAsync(client.StandardError.BaseStream, redaction, _ => { }));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(timeout, time, deadline.Token);
        await Task.WhenAny(exited, failed.Task, late);
        var duration = time.GetElapsedTime(began);
        var kind = cancellationToken.IsCancellationRequested ? EndKind.Cancelled : late.IsCompletedSuccessfully ? EndKind.TimedOut : EndKind.Exited;
        await deadline.CancelAsync();
        if (!exited.IsCompleted)
        {
            await diagnose();
            await BoundedAsync(token => engine.TryAsync(["stop", $"--time={Grace.TotalSeconds}", id], token));
        }

        await EndAsync(client, exited, copied);
        var state = await StateAsync(id);
        if (!state.HasRun)
            throw FairleadException.Stage($"the container of {planned.Command.WorkFolder} cannot be started: {redaction.Apply(state.Fault)}", "the image needs sh, and what its script is written for");
        var end = new ContainerEnd(kind, failed.Task.IsCompletedSuccessfully ? await failed.Task : state.Code, state.IsOutOfMemory, duration);
        if (end is { Kind: EndKind.Exited, Succeeded: false } && !failed.Task.IsCompleted)
            await diagnose();
        // The client hands signals on: the container may have heard of the end before this program did.
        return end is { Kind: EndKind.Exited, Succeeded: false } && cancellationToken.IsCancellationRequested ? end with { Kind = EndKind.Cancelled } : end;

        void Watch(string line)
        {
            if (Phases.EndedBy(line, planned.Mark) is { } code)
                failed.TrySetResult(code);
        }
    }

    // The client ends with the container; one that does not is of no more use.
    private async Task EndAsync(System.Diagnostics.Process client, Task exited, Task copied)
    {
        try
        {
            await Task.WhenAll(exited, copied).WaitAsync(Grace + Grace, time);
        }
        catch (TimeoutException)
        {
            client.Kill(entireProcessTree: true);
        }
    }

    // A client that is killed leaves its container behind.
    private async Task<ContainerState> StateAsync(string id)
    {
        var state = await BoundedAsync(token => ContainerState.ReadAsync(engine, id, token));
        if (!state.IsRunning)
            return state;
        await BoundedAsync(token => engine.TryAsync(["stop", $"--time={Grace.TotalSeconds}", id], token));
        return await BoundedAsync(token => ContainerState.ReadAsync(engine, id, token));
    }

    // What went wrong before is what is to be reported.
    private async Task RemoveAsync(string id)
    {
        try
        {
            var result = await BoundedAsync(token => engine.TryAsync(["rm", "--force", "--volumes", id], token));
            if (!result.Succeeded)
                log.Say($"the container {id} is still there: {result.Error.Trim()}");
        }
        catch (FairleadException exception)
        {
            log.Say($"the container {id} is still there: {exception.Problem}");
        }
    }

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            return await call(limit.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            throw FairleadException.Stage($"the container engine has not answered for {Patience.TotalMinutes} minutes", "see whether it hangs on this node", exception);
        }
    }
}
