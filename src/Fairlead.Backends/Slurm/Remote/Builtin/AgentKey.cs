using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>A key that an agent keeps and signs with.</summary>
/// <param name="name">The algorithm that it signs by.</param>
internal sealed class AgentKey(string name, SshAgent agent, byte[] key, AgentHash hash) : HostAlgorithm(name)
{
    public override byte[] Data => key;

    /// <summary>An RSA key by the hashes that are safe, the others by their own.</summary>
    public static IEnumerable<AgentKey> Of(SshAgent agent, byte[] key)
    {
        var kind = WireReader.KindOf(key);
        return kind.StartsWith("ssh-rsa", StringComparison.Ordinal)
            ? [new AgentKey(kind.Replace("ssh-rsa", "rsa-sha2-512", StringComparison.Ordinal), agent, key, AgentHash.Sha512), new AgentKey(kind.Replace("ssh-rsa", "rsa-sha2-256", StringComparison.Ordinal), agent, key, AgentHash.Sha256)]
            : [new AgentKey(kind, agent, key, AgentHash.OfTheKey)];
    }

    public override byte[] Sign(byte[] data)
    {
        try
        {
            return agent.Sign(key, data, hash);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            throw new SshAuthenticationException($"Permission denied (the agent does not sign: {exception.Message})", exception);
        }
    }

    public override bool VerifySignature(byte[] data, byte[] signature) => throw new NotSupportedException("an agent signs and does not verify");
}
