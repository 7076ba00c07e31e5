namespace Fairlead.Testing;

/// <summary>A request that reached a <see cref="FaultyRegistry"/>.</summary>
/// <param name="Path">With the query, as it was sent.</param>
public sealed record RegistryRequest(string Method, string Path)
{
    /// <summary>Whether it changes something in the registry.</summary>
    public bool Writes => Method is not ("GET" or "HEAD");

    public bool WritesManifest => Method == "PUT" && Path.Contains("/manifests/", StringComparison.Ordinal);
}
