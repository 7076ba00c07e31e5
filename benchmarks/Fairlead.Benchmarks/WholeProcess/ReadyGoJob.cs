using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>A barrier as madengine's: rank 0 accepts one connection after the other, reads its line for at most two seconds, and answers when all have come.</summary>
internal sealed class ReadyGoJob : IDisposable
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int world;
    private readonly List<Task> waiting = [];

    private ReadyGoJob(int world)
    {
        this.world = world;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(world + 100);
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>All ranks but rank 0 and the last have called.</summary>
    public static async Task<ReadyGoJob> StartAsync(int world, CancellationToken cancellationToken)
    {
        var job = new ReadyGoJob(world);
        job.waiting.AddRange(Enumerable.Range(1, world - 2).Select(rank => job.CallAsync(rank, cancellationToken)));
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(1, world / 1000)), cancellationToken);
        return job;
    }

    /// <summary>Rank 0 and the last come, and all meet so many times.</summary>
    public async Task FinishAsync(int meetings, CancellationToken cancellationToken)
    {
        waiting.Add(CallAsync(world - 1, cancellationToken));
        for (var meeting = 0; meeting < meetings; meeting++)
        {
            if (meeting > 0)
                waiting.AddRange(Enumerable.Range(1, world - 1).Select(rank => CallAsync(rank, cancellationToken)));
            await Task.Run(Serve, cancellationToken);
            await Task.WhenAll(waiting);
            waiting.Clear();
        }
    }

    public void Dispose() => listener.Dispose();

    private void Serve()
    {
        var held = new Dictionary<string, Socket>();
        while (held.Count < world - 1)
        {
            var caller = listener.Accept();
            caller.ReceiveTimeout = (int)ReadTimeout.TotalMilliseconds;
            if (ReadyRank(caller) is { } rank)
                held[rank] = caller;
            else
                caller.Dispose();
        }

        foreach (var (rank, caller) in held)
        {
            caller.Send(Encoding.ASCII.GetBytes($"GO JOB1 {rank}\n"));
            caller.Dispose();
        }
    }

    private static string? ReadyRank(Socket caller)
    {
        try
        {
            var line = new byte[128];
            return Encoding.ASCII.GetString(line, 0, caller.Receive(line)).TrimEnd('\n').Split(' ') is ["READY", "JOB1", var rank] ? rank : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task CallAsync(int rank, CancellationToken cancellationToken)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"READY JOB1 {rank}\n"), cancellationToken);
        using var reader = new StreamReader(caller.GetStream());
        await reader.ReadLineAsync(cancellationToken);
    }
}
