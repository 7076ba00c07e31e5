using Fairlead.Node.Rendezvous;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Verbs;

/// <summary>Lets a script wait until every rank has called it.</summary>
internal static class RendezvousVerb
{
    public static Verb Verb { get; } = new(
        "rendezvous",
        "Waits until every rank is here, and prints what rank 0 says.",
        [
            new VerbOption("phase", "NAME", "what the ranks wait for", IsNeeded: true),
            new VerbOption("subject", "TEXT", "what it is about: ranks that differ in it end"),
            new VerbOption("note", "TEXT", "what this rank has to say to rank 0"),
            new VerbOption("payload", "TEXT", "what rank 0 says to all"),
        ],
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbArguments arguments, Terminal terminal, CancellationToken ended)
    {
        var environment = ProcessEnvironment.Read();
        var phase = new Phase(arguments.Needed("phase"), arguments["subject"] ?? "");
        await using var rendezvous = await Gathering.JoinAsync(environment, JobTopology.Read(environment), TimeProvider.System, terminal.Progress, ended);
        try
        {
            terminal.Result(await rendezvous.MeetAsync(phase, arguments["note"] ?? "", (_, _) => Task.FromResult(arguments["payload"] ?? ""), ended));
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await rendezvous.AbortAsync($"it was told to end while it waited for {phase}");
            return ExitCode.Cancelled;
        }
    }
}
