using System.Net;
using System.Net.Sockets;

namespace Fairlead.Primitives;

/// <summary>Ports of this machine.</summary>
public static class FreePort
{
    /// <summary>One of the loopback that is free at this moment; another may be faster to take it.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
