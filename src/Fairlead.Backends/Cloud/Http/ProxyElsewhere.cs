using System.Net;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>The proxy of the environment (http_proxy, https_proxy, no_proxy), for every server but those of this machine: it cannot reach them, and would see what they are sent.</summary>
internal sealed class ProxyElsewhere(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);

    /// <summary>For messages, without its user; null: the server is reached without one.</summary>
    public string? Name(Uri destination) => IsBypassed(destination) ? null : GetProxy(destination)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
