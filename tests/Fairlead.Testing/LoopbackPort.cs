using System.Net;
using System.Net.Sockets;

namespace Fairlead.Testing;

/// <summary>Ports of this machine that nobody else can reach.</summary>
public static class LoopbackPort
{
    /// <summary>Free a moment ago; another may be faster.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
