using System.Globalization;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>What a host certificate must say beyond its authority's signature (OpenSSH's PROTOCOL.certkeys).</summary>
internal static class HostCertificate
{
    /// <summary>As in "a certificate that …"; null when there is none.</summary>
    public static string? Fault(Certificate certificate, string host) => certificate switch
    {
        { Type: not Certificate.CertificateType.Host } => "is for users, not for hosts",
        { ValidPrincipals: [] } => "names no host",
        _ when !certificate.ValidPrincipals.Contains(host, StringComparer.OrdinalIgnoreCase) => $"is for {string.Join(", ", certificate.ValidPrincipals)}, not for {host}",
        { CriticalOptions.Count: > 0 } => $"asks for {string.Join(", ", certificate.CriticalOptions.Keys)}, which is not known here",
        _ => OutOfDate(certificate, DateTimeOffset.UtcNow),
    };

    /// <summary>The library checks the dates too, but does not say so.</summary>
    public static string? OutOfDate(Certificate certificate, DateTimeOffset now)
    {
        var seconds = (ulong)now.ToUnixTimeSeconds();
        return seconds < certificate.ValidAfterUnixSeconds ? $"is valid from {Day(certificate.ValidAfterUnixSeconds)} on"
            : seconds >= certificate.ValidBeforeUnixSeconds ? $"was valid until {Day(certificate.ValidBeforeUnixSeconds)}"
            : null;
    }

    private static string Day(ulong seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(seconds, (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds())).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
