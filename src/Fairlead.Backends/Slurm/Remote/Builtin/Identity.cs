using System.Diagnostics.CodeAnalysis;
using Fairlead.Primitives;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>A private key in a file, as far as it can be used here.</summary>
/// <param name="Public">Null where it cannot be seen.</param>
/// <param name="Algorithms">What it signs by: as its certificate says first, and never by SHA-1. None when it cannot be used.</param>
/// <param name="Problem">Why not, as in "the key … has a passphrase".</param>
internal sealed record Identity(string File, byte[]? Public, IReadOnlyList<HostAlgorithm> Algorithms, string? Problem)
{
    private const string WeakKind = "ssh-rsa";

    /// <summary>In PEM and PKCS #8; OpenSSH's own format has to be looked into.</summary>
    private const string Encrypted = "ENCRYPTED";

    public bool IsInDevice => Public is not null && PublicKeys.IsInDevice(Public);

    /// <summary>Null when there is no such file.</summary>
    /// <param name="passphrase">Null: none is known.</param>
    public static Identity? Read(string file, IEnumerable<string> certificates, Func<Secret?> passphrase)
    {
        if (!System.IO.File.Exists(file))
            return null;
        byte[]? shown = null;
        try
        {
            var text = System.IO.File.ReadAllText(file);
            shown = PublicKeys.OfIdentity(file, text);
            return shown is not null && PublicKeys.IsInDevice(shown)
                ? new Identity(file, shown, [], "is in a security key")
                : new Identity(file, shown, Load(file, CertificateOf(file, shown, certificates), text.Contains(Encrypted, StringComparison.Ordinal), passphrase), null);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            return new Identity(file, shown, [], "has a passphrase");
        }
        catch (Exception exception) when (exception is not FairleadException) // whatever the library meets in a file that is no key, or with a wrong passphrase
        {
            return new Identity(file, shown, [], $"cannot be read: {exception.Message}");
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The algorithms sign with the key as long as they live.")]
    private static IReadOnlyList<HostAlgorithm> Load(string file, string? certificate, bool isEncrypted, Func<Secret?> passphrase)
    {
        PrivateKeyFile key;
        try
        {
            key = isEncrypted ? throw new SshPassPhraseNullOrEmptyException() : new PrivateKeyFile(file, null, certificate);
        }
        catch (SshPassPhraseNullOrEmptyException) when (passphrase() is { } secret)
        {
            key = new PrivateKeyFile(file, secret.Reveal(), certificate);
        }

        return [.. key.HostKeyAlgorithms.Where(algorithm => !algorithm.Name.StartsWith(WeakKind, StringComparison.Ordinal))];
    }

    private static string? CertificateOf(string file, byte[]? key, IEnumerable<string> certificates) =>
        certificates.Prepend($"{file}-cert.pub").FirstOrDefault(path => PublicKeys.Read(path) is { } certificate && PublicKeys.IsCertificate(certificate) && key is not null && Certifies(certificate, key));

    /// <summary>A certificate is a key's kind, a nonce, and the key's own fields.</summary>
    public static bool Certifies(byte[] certificate, byte[] key)
    {
        var outer = new WireReader(certificate);
        var inner = new WireReader(key);
        _ = (outer.Text(), outer.Bytes(), inner.Text());
        return outer.Bytes().AsSpan().SequenceEqual(inner.Bytes());
    }
}
