using Renci.SshNet;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>What a connection is agreed on: nothing that is broken, and first the kind of key that the host is known by.</summary>
internal static class Algorithms
{
    private const string CertificateSuffix = "-cert-v01@openssh.com";
    private static readonly string[] Old = ["cbc", "sha1", "group1-", "3des", "md5", "ssh-dss", "arcfour"];
    private static readonly string[] Fast = ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com"];

    public static void Choose(ConnectionInfo connection, KnownHosts known, Action<Certificate> seen)
    {
        DropOld(connection.KeyExchangeAlgorithms);
        DropOld(connection.Encryptions);
        DropOld(connection.HmacAlgorithms);
        DropOld(connection.HostKeyAlgorithms);
        foreach (var name in Fast.Reverse())
            connection.Encryptions.SetPosition(name, 0);
        var kinds = known.KeyKinds.ToList();
        foreach (var name in connection.HostKeyAlgorithms.Keys.ToList())
        {
            if (name.EndsWith(CertificateSuffix, StringComparison.Ordinal) && !known.HasAuthorities)
                connection.HostKeyAlgorithms.Remove(name);
        }

        // Certificates stay before the keys that the host is known by, and those before the others.
        var first = connection.HostKeyAlgorithms.Keys.Count(name => name.EndsWith(CertificateSuffix, StringComparison.Ordinal));
        foreach (var name in connection.HostKeyAlgorithms.Keys.Where(name => kinds.Contains(KindOf(name))).Reverse().ToList())
            connection.HostKeyAlgorithms.SetPosition(name, first);
        foreach (var (name, read) in connection.HostKeyAlgorithms.ToList())
        {
            connection.HostKeyAlgorithms[name] = data =>
            {
                var algorithm = read(data);
                if (algorithm is CertificateHostAlgorithm { Certificate: var certificate })
                    seen(certificate);
                return algorithm;
            };
        }
    }

    private static void DropOld<T>(IOrderedDictionary<string, T> algorithms)
    {
        // ssh-rsa signs by SHA-1, whatever its name says.
        foreach (var name in algorithms.Keys.Where(name => name.StartsWith("ssh-rsa", StringComparison.Ordinal) || Old.Any(old => name.Contains(old, StringComparison.Ordinal))).ToList())
            algorithms.Remove(name);
    }

    /// <summary>The kind of key that an algorithm signs with.</summary>
    private static string KindOf(string algorithm) => algorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;
}
