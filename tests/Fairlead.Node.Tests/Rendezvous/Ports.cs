using System.Net;
using System.Net.Sockets;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>Ports that no other test of this process gets: one that was merely free a moment ago might be the port of another party by now.</summary>
internal static class Ports
{
    private const int First = 20000;
    private const int Count = 9000;

    private static int taken = Environment.ProcessId * 50 % Count;

    public static int Next(int count = 1)
    {
        while (true)
        {
            var first = First + ((Interlocked.Add(ref taken, count) - count) % Count);
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
