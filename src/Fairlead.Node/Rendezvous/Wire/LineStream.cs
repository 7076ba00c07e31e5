using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>Lines over a socket, which it owns, and after the last line bytes as they are.</summary>
internal sealed class LineStream : IDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly PipeReader reader;

    public LineStream(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(useZeroByteReads: true));
        Remote = (IPEndPoint)socket.RemoteEndPoint!;
    }

    public IPEndPoint Remote { get; }

    /// <summary>What comes after the lines that were read.</summary>
    public Stream Input => reader.AsStream(leaveOpen: true);

    public Stream Output => stream;

    /// <returns>Null when the other side has closed.</returns>
    /// <exception cref="WireException">The line is longer than the limit, or ends without its end.</exception>
    public async Task<string?> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var end = read.Buffer.PositionOf((byte)'\n');
            var line = end is { } position ? read.Buffer.Slice(0, position) : read.Buffer;
            if (line.Length > limit)
                throw new WireException($"a line of more than {limit} bytes");
            if (end is { } found)
            {
                var text = Encoding.Latin1.GetString(line);
                reader.AdvanceTo(read.Buffer.GetPosition(1, found));
                return text;
            }

            if (read.IsCompleted)
                return line.IsEmpty ? null : throw new WireException("a line without its end");
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public async Task WriteAsync(string line, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(line + '\n'), cancellationToken);

    /// <summary>Says that nothing more will be written; what the other side still sends can be read.</summary>
    public void EndOutput() => socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => stream.Dispose();
}
