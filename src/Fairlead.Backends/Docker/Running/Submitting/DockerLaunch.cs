using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>
/// Makes a run's containers and starts them, once. Of any number of launchers one makes the first node's container: that is the claim, and says
/// whose run folder counts. Everything after it is the same whoever does it, so whatever a launcher has left undone the next one does.
/// </summary>
internal sealed class DockerLaunch(ContainerEngine engine, ContainerWords words, TimeProvider time)
{
    private const string Taken = "already in use";
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.05), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private readonly DockerContainers containers = new(engine);

    /// <summary>Cannot be cancelled: a job must not start without somebody who knows that it has.</summary>
    /// <param name="own">The folder of this launcher's run, ready to run from.</param>
    /// <exception cref="FairleadException">The engine refuses (exit code 4), or another launcher's containers came and went (7).</exception>
    public async Task RunAsync(DockerRunDirectory own)
    {
        var home = await CreateAsync(0, own) ? own : own.Follow((await ExistingAsync())[0].Directory);
        for (var node = 1; node < words.Request.Nodes; node++)
            await CreateAsync(node, home);
        await StartAsync(home);

        // One that was cancelled meanwhile does nothing, but it is there.
        if (home.ReadMarks().CancelAsked)
            await containers.RemoveAsync(await containers.OfAsync(words.Run.Id, CancellationToken.None), CancellationToken.None);
    }

    /// <returns>False when another has made it.</returns>
    private async Task<bool> CreateAsync(int node, DockerRunDirectory home)
    {
        var result = await engine.TryAsync(words.Of(node, home), CancellationToken.None);
        if (!result.Succeeded && !result.Error.Contains(Taken, StringComparison.Ordinal))
            throw await GiveUpAsync(home, result.Error);
        return result.Succeeded;
    }

    // The engine gives a name away a moment before it lists the container.
    private Task<ImmutableArray<DockerContainer>> ExistingAsync() =>
        Patiently.UntilAsync(LookAsync, existing => !existing.IsEmpty, _ => Foreign(), time, CancellationToken.None);

    private async Task<ImmutableArray<DockerContainer>> LookAsync()
    {
        var existing = await containers.OfAsync(words.Run.Id, CancellationToken.None);
        return existing.IsEmpty && await IsForeignAsync() ? throw Foreign() : existing;
    }

    private FairleadException Foreign() => new(
        ExitCode.Unclear,
        $"the engine has a container named {DockerContainer.NameOf(words.Run, 0)} that is not of this run, or had one a moment ago",
        "run the same command again; if that does not help, remove the container");

    private async Task<bool> IsForeignAsync()
    {
        var result = await engine.TryAsync(["container", "inspect", $"--format={{{{index .Config.Labels \"{DockerLabels.Run}\"}}}}", DockerContainer.NameOf(words.Run, 0)], CancellationToken.None);
        return result.Succeeded && result.Output.Trim() != words.Run.Id;
    }

    // The engine would start again what has ended, so only what never ran is started.
    private async Task StartAsync(DockerRunDirectory home)
    {
        var created = (await ExistingAsync()).Where(container => container.IsCreated).Select(container => container.Id).ToArray();
        if (created.Length == 0)
            return;
        var result = await engine.TryAsync(["start", .. created], CancellationToken.None);
        if (!result.Succeeded && (await containers.OfAsync(words.Run.Id, CancellationToken.None)).Any(container => container.IsCreated))
            throw await GiveUpAsync(home, result.Error);
    }

    /// <summary>Leaves nothing, so that the same command can be tried again.</summary>
    private async Task<FairleadException> GiveUpAsync(DockerRunDirectory home, string error)
    {
        await containers.RemoveAsync(await containers.OfAsync(words.Run.Id, CancellationToken.None), CancellationToken.None);
        home.Reset();
        return new FairleadException(ExitCode.SubmissionRefused, $"{engine.Client} refuses run {words.Run.Id}: {error.Trim()}", LaunchRefusals.Remedy(error));
    }
}
