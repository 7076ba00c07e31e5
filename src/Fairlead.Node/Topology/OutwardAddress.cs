using System.Net;
using System.Net.Sockets;

namespace Fairlead.Node.Topology;

/// <summary>The address of this host from which it reaches another; who is reached from there reaches it.</summary>
internal static class OutwardAddress
{
    // Nothing is sent: connecting a datagram socket asks the routing table alone.
    private const int AnyPort = 9;

    /// <exception cref="SocketException">The name cannot be resolved, or nothing leads there.</exception>
    public static async Task<IPAddress> TowardsAsync(string host, CancellationToken cancellationToken)
    {
        var target = (await Dns.GetHostAddressesAsync(host, cancellationToken))[0];
        using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(target, AnyPort, cancellationToken);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }
}
