using System.Net;
using Fairlead.Node.Rendezvous.Wire;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Signed lines between two sides that know the job's secret, and after the last of them bytes as they are.</summary>
internal sealed class AuthenticatedConnection(LineStream lines, Seal seal, Side side, Caller caller) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private long written = side == Side.Caller ? 1 : 0; // the caller's first line brought it here
    private long read = side == Side.Caller ? 0 : 1;

    /// <summary>Who called, on either side.</summary>
    public Caller Caller { get; } = caller;

    public IPEndPoint Remote => lines.Remote;

    /// <summary>Bytes that come after the last line that was read; they are not signed.</summary>
    public Stream Input => lines.Input;

    /// <summary>Takes bytes after the last line that was written; they are not signed.</summary>
    public Stream Output => lines.Output;

    /// <returns>Null when the other side has closed.</returns>
    /// <exception cref="WireException">The line is too long, or not signed by the other side as its next.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await lines.ReadAsync(Line.OfRanks, cancellationToken) is { } line
            ? seal.Open(side == Side.Caller ? Side.Listener : Side.Caller, read++, line) ?? throw new WireException(Unsigned(line))
            : null;

    /// <summary>May be called by many at once; their lines go one after another.</summary>
    public async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await lines.WriteAsync(seal.Close(side, written++, line), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public void EndOutput() => lines.EndOutput();

    public void Dispose()
    {
        lines.Dispose();
        writing.Dispose();
    }

    // The listener's refusal of a stranger is the one line that it cannot sign.
    private static string Unsigned(string line) => line switch
    {
        "NOPE auth" => "the listener has another secret",
        "NOPE version" => "the listener speaks another protocol",
        _ => "a line that is not signed as it should be",
    };
}
