using System.Text;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Public keys in files.</summary>
internal static class PublicKeys
{
    private const string CertificateKind = "-cert-v01@openssh.com";
    private const string PrivateBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string PrivateEnd = "-----END OPENSSH PRIVATE KEY-----";
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("openssh-key-v1\0");

    /// <summary>Of a file such as <c>id_ed25519.pub</c>; null when it holds none.</summary>
    public static byte[]? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        var words = File.ReadAllText(file).Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var key = words.Length > 1 ? new byte[words[1].Length] : [];
        return words.Length > 1 && Convert.TryFromBase64String(words[1], key, out var length) && length > 4 ? key[..length] : null;
    }

    /// <summary>Of a private key, whether or not it has a passphrase: beside it, or as it begins (OpenSSH's PROTOCOL.key).</summary>
    public static byte[]? OfIdentity(string file, string text)
    {
        if (Read($"{file}.pub") is { } beside)
            return beside;
        var (begin, end) = (text.IndexOf(PrivateBegin, StringComparison.Ordinal), text.IndexOf(PrivateEnd, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            return null;
        try
        {
            var content = Convert.FromBase64String(text[(begin + PrivateBegin.Length)..end]);
            if (!content.AsSpan().StartsWith(Magic))
                return null;
            var reader = new WireReader(content.AsSpan(Magic.Length));
            _ = (reader.Bytes(), reader.Bytes(), reader.Bytes()); // cipher, key derivation, its options
            return reader.UInt32() > 0 ? reader.Bytes() : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    public static bool IsCertificate(byte[] key) => WireReader.KindOf(key).EndsWith(CertificateKind, StringComparison.Ordinal);

    /// <summary>A key in a device that asks to be touched.</summary>
    public static bool IsInDevice(byte[] key) => WireReader.KindOf(key).StartsWith("sk-", StringComparison.Ordinal);
}
