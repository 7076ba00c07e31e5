using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Emulation;

/// <summary>The emulated clouds of a checkout, for people and for whoever submits to them.</summary>
internal sealed class EmulatorCommands(PipelineOptions options, PipelineSession session, Terminal terminal, TimeProvider time)
{
    private EmulatorDaemon Daemon => new(session.Emulator, time);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var running = await Daemon.StartAsync(cancellationToken);
        terminal.Result($"The emulated clouds {(running ? "already serve" : "serve")} at {session.Emulator.Address}; their volume is {session.Emulator.Volume}.");
        foreach (var executor in EmulatorProfile.Backends(session.Backends).Select(backend => backend.Name))
            terminal.Result($"  ./build.sh --target=SubmitSft --executor={executor} --profile={EmulatorProfile.Name}");
        terminal.Result("  ./build.sh --target=StopEmulator");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Daemon.StopAsync(cancellationToken);

    /// <summary>Whoever submits to the built-in profile need not start them first.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.Profile == EmulatorProfile.Name && session.EnvFile.Table(EmulatorProfile.Name)?.Origin.File is null)
            await Daemon.StartAsync(cancellationToken);
    }
}
