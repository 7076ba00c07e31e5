using System.Net;
using System.Net.Sockets;
using System.Text;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>Somebody at the port of rank 0 who says what the test wants.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly Socket socket;
    private readonly LineStream lines;

    private Stranger(Socket socket)
    {
        this.socket = socket;
        lines = new LineStream(socket);
    }

    public static async Task<Stranger> CallAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new Stranger(socket);
    }

    /// <returns>Null when the other side has closed.</returns>
    public Task<string?> HearAsync() => Party.SoonAsync(lines.ReadAsync(Line.OfRanks, CancellationToken.None));

    /// <summary>Hears nothing more until the other side closes.</summary>
    public async Task<bool> IsShutOutAsync()
    {
        try
        {
            while (await HearAsync() is not null)
            {
            }
        }
        catch (IOException)
        {
            // Closed harder.
        }

        return true;
    }

    public Task SayAsync(string line) => lines.WriteAsync(line, CancellationToken.None);

    public async Task SayAsync(byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // Nobody listens any more.
        }
    }

    public async Task DripAsync(string text, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var letter in Encoding.Latin1.GetBytes(text))
            {
                await socket.SendAsync(new[] { letter }, cancellationToken);
                await Task.Delay(pause, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Thrown out, or no longer needed.
        }
    }

    /// <summary>The line by which a rank that knows the secret enters.</summary>
    public async Task<(Seal Seal, string Line)> EntryAsync(JobSecret secret, int rank, int world, string job = "7", int attempt = 0, string purpose = "rendezvous")
    {
        var greeting = (await HearAsync())!.Split(' ');
        var nonce = Seal.Nonce();
        var seal = new Seal(secret, greeting[2], nonce);
        return (seal, seal.Close(Side.Caller, 0, $"ENTER {purpose} {job} {attempt} {rank} {world} {Seal.Nonce()} {nonce}"));
    }

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        Dispose();
    }

    public void Dispose() => lines.Dispose();
}
