using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Which address of this host a name stands for.</summary>
internal static class OwnAddress
{
    /// <summary>The first that this host has, and one that others can reach before one that only itself can.</summary>
    /// <exception cref="FairleadException">There is none, or the name stands for all of them.</exception>
    public static async Task<IPAddress> FindAsync(string name, CancellationToken cancellationToken) => (await FindAllAsync(name, cancellationToken))[0];

    /// <summary>That one, and the loopback's where the name stands for it as well: ranks on this host may know it by that alone.</summary>
    /// <exception cref="FairleadException">There is none, or the name stands for all of them.</exception>
    public static async Task<ImmutableArray<IPAddress>> FindAllAsync(string name, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(name, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw FairleadException.Usage($"MASTER_ADDR: '{name}' cannot be resolved on rank 0: {exception.Message}", "set it to an address of rank 0's node", exception);
        }

        var here = addresses.Where(IsHere).OrderBy(IPAddress.IsLoopback).ToList();
        return here is [var first, .. var others]
            ? [first, .. others.Where(IPAddress.IsLoopback).Where(_ => !IPAddress.IsLoopback(first)).Take(1)]
            : throw FairleadException.Usage($"MASTER_ADDR: expected one address of rank 0's node, found '{name}', which is {string.Join(", ", addresses.AsEnumerable())}", "set it to an address of this node, or give rank 0 to the node that has it");
    }

    private static bool IsHere(IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return false;
        using var socket = TcpSocket.For(address);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
