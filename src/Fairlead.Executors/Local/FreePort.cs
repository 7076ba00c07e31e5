using System.Net;
using System.Net.Sockets;

namespace Fairlead.Executors.Local;

/// <summary>Ports of this machine.</summary>
internal static class FreePort
{
    /// <summary>One that is free at this moment.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
