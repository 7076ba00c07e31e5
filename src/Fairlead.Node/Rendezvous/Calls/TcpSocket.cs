using System.Net;
using System.Net.Sockets;

namespace Fairlead.Node.Rendezvous.Calls;

internal static class TcpSocket
{
    /// <summary>One that can reach, or be reached at, such an address.</summary>
    public static Socket For(IPAddress address) => new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
}
