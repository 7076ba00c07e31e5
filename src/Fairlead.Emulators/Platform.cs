using System.Net;
using System.Net.Sockets;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators;

/// <summary>What the control planes of one emulated cloud share.</summary>
internal sealed record Platform(EmulatorOptions Options, PodSet Pods, Volumes Volumes)
{
    /// <summary>A port of loopback for a job's rendezvous: free a moment ago; another may be faster.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
