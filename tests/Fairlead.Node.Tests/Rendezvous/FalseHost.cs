using System.Net;
using System.Net.Sockets;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>Somebody at rank 0's port who lets one worker in and then says nothing more, or is gone.</summary>
internal sealed class FalseHost : IDisposable
{
    private readonly TcpListener listener;
    private LineStream? lines;

    private FalseHost(TcpListener listener) => this.listener = listener;

    public static Task<FalseHost> OpenAsync(int port, JobSecret secret, bool isSilent)
    {
        var host = new FalseHost(new TcpListener(IPAddress.Loopback, port));
        host.listener.Start();
        _ = host.ServeAsync(secret, isSilent);
        return Task.FromResult(host);
    }

    public void Dispose()
    {
        listener.Dispose();
        lines?.Dispose();
    }

    private async Task ServeAsync(JobSecret secret, bool isSilent)
    {
        lines = new LineStream(await listener.AcceptSocketAsync());
        await Handshake.AnswerAsync(lines, secret, _ => null, CancellationToken.None);
        if (!isSilent)
            Dispose();
    }
}
