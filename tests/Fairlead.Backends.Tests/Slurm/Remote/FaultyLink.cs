using System.Net;
using System.Net.Sockets;
using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>A way to a server of this machine that breaks: one connection is cut after so many bytes, and those after it are whole.</summary>
internal sealed class FaultyLink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;
    private readonly int server;
    private long sent;
    private long received;
    private int cuts;

    /// <param name="server">The server's port; 0: nobody is behind it, and nothing ever comes back.</param>
    /// <param name="greeting">What is said first then.</param>
    public FaultyLink(int server, string greeting = "")
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync(greeting);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public long CutAfter { get; init; } = long.MaxValue;

    public long CutAfterReceiving { get; init; } = long.MaxValue;

    public long Sent => Interlocked.Read(ref sent);

    public long Received => Interlocked.Read(ref received);

    public int Connections { get; private set; }

    /// <summary>The site, by this way, known as it was.</summary>
    public SlurmSite Through(SlurmSite site)
    {
        var known = $"{site.KnownHosts}-{Port}";
        File.WriteAllText(known, File.ReadAllText(site.KnownHosts!).Replace($":{site.Port} ", $":{Port} ", StringComparison.Ordinal));
        return site with { Port = Port, KnownHosts = known };
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync(string greeting)
    {
        List<Task> links = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Connections++;
                links.Add(server == 0 ? KeepSilentAsync(client, greeting) : ForwardAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task KeepSilentAsync(TcpClient client, string greeting)
    {
        using (client)
        {
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
            await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var target = new TcpClient();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        using (client)
        {
            await target.ConnectAsync(IPAddress.Loopback, server);
            await Task.WhenAll(
                CopyAsync(client, target, count => Interlocked.Add(ref sent, count) > CutAfter, both),
                CopyAsync(target, client, count => Interlocked.Add(ref received, count) > CutAfterReceiving, both));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<int, bool> isEnough, CancellationTokenSource both)
    {
        var buffer = new byte[1 << 14];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, both.Token) is > 0 and var read)
            {
                if (isEnough(read) && Interlocked.CompareExchange(ref cuts, 1, 0) == 0)
                    break;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), both.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // One side is gone, and so is the link.
        }

        await both.CancelAsync();
    }
}
