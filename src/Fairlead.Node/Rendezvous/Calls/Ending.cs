using System.Net.Sockets;
using Fairlead.Node.Rendezvous.Wire;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>How connections end: none of it is anybody's fault but that connection's.</summary>
internal static class Ending
{
    public static bool Is(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or WireException;
}
