using System.Runtime.InteropServices;

namespace Fairlead.Primitives;

/// <summary>TERM and INT, which end the program in its own time.</summary>
public sealed class EndSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration interrupt;

    public EndSignals()
    {
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    }

    public CancellationToken Ended => source.Token;

    public void Dispose()
    {
        terminate.Dispose();
        interrupt.Dispose();
        source.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}
