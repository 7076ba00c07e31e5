using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>One line of a file of known hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").</summary>
/// <param name="Hosts">Patterns with commas between them, or the hash of one name.</param>
/// <param name="Where">File and line.</param>
internal sealed record KnownHostEntry(KnownHostMarker Marker, string Hosts, string KeyKind, byte[] Key, string Where)
{
    private const string Hashed = "|1|";

    /// <summary>What cannot be read is passed over, as ssh does.</summary>
    public static KnownHostEntry? Parse(string line, string where)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is [] or [['#', ..], ..])
            return null;
        KnownHostMarker? marker = words[0] switch
        {
            "@cert-authority" => KnownHostMarker.CertificateAuthority,
            "@revoked" => KnownHostMarker.Revoked,
            ['@', ..] => null,
            _ => KnownHostMarker.None,
        };
        var fields = marker is KnownHostMarker.None ? words : words[1..];
        var key = new byte[line.Length];
        return marker is { } known && fields.Length >= 3 && Convert.TryFromBase64String(fields[2], key, out var length) && length > 4
            ? new KnownHostEntry(known, fields[0], fields[1], key[..length], where)
            : null;
    }

    public bool Names(string name) => Hosts.StartsWith(Hashed, StringComparison.Ordinal) ? IsHashOf(name) : HostPattern.Matches(Hosts, name);

    /// <summary>The name as only somebody who asks for it finds it.</summary>
    public static string HashOf(string name) => HashOf(name, RandomNumberGenerator.GetBytes(HMACSHA1.HashSizeInBytes));

    private bool IsHashOf(string name)
    {
        var salt = new byte[Hosts.Length];
        return Convert.TryFromBase64String(Hosts[Hashed.Length..].Split('|')[0], salt, out var length) && HashOf(name, salt[..length]) == Hosts;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The format's own hash; it hides names and proves nothing.")]
    private static string HashOf(string name, byte[] salt) =>
        $"{Hashed}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name)))}";
}

internal enum KnownHostMarker
{
    None,
    CertificateAuthority,
    Revoked,
}
