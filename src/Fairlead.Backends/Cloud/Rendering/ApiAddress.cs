using Fairlead.Backends.Rendering;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>The root of an API, as a setting names it.</summary>
internal static class ApiAddress
{
    /// <returns>With a slash at its end, so that paths can be laid below it; null when absent.</returns>
    /// <exception cref="Fairlead.Primitives.FairleadException">It is no address, or would send credentials unencrypted over a network.</exception>
    public static Uri? Of(SettingReader settings, string key)
    {
        if (settings.Text(key) is not { } text)
            return null;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Query.Length > 0)
            throw settings.OriginOf(key).Fault($"'{key}' expects an address such as https://host/path, found '{text}'");
        return address.Scheme == "https" || address.IsLoopback
            ? address
            : throw settings.OriginOf(key).Fault($"'{key}' is '{text}': credentials are only sent over https", "write https://");
    }
}
