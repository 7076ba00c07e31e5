using Fairlead.Runs;
using Renci.SshNet;
using Renci.SshNet.Security;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>All keys that we may ask to be let in with: of files and of the agent.</summary>
internal sealed class Identities : IPrivateKeySource
{
    private readonly SshTarget target;
    private readonly SshAgent? agent;
    private readonly IReadOnlyList<byte[]> kept;

    private Identities(SshTarget target, IReadOnlyList<Identity> files, SshAgent? agent)
    {
        this.target = target;
        this.agent = agent;
        kept = agent is null ? [] : [.. agent.List().Where(key => !PublicKeys.IsInDevice(key))];
        Files = files;
    }

    public IReadOnlyList<Identity> Files { get; }

    /// <summary>The keys of files first, signed for by the agent where it has them; then whatever else it has.</summary>
    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms =>
        [.. Files.SelectMany(file => file.Algorithms.Count == 0 ? OfAgent(InAgent(file)) : file.Algorithms), .. OfAgent(target.IdentitiesOnly ? [] : kept.Except(Files.SelectMany(InAgent)))];

    /// <summary>Of files whose key nobody here can use: they, or a part of them, are what OpenSSH might.</summary>
    public IEnumerable<Identity> Unusable => Files.Where(file => file.Algorithms.Count == 0 && !InAgent(file).Any());

    /// <exception cref="Primitives.FairleadException">The reference to the passphrase leads nowhere.</exception>
    public static Identities Of(SshTarget target)
    {
        var secret = new Lazy<Primitives.Secret?>(() => target.Site.Passphrase is { } reference ? SecretValue.Resolve("identity_passphrase", reference) : null);
        return new Identities(
            target,
            [.. target.Identities.Select(file => Identity.Read(file, target.Certificates, () => secret.Value)).OfType<Identity>()],
            target.Agent is { } socket ? new SshAgent(socket) : null);
    }

    /// <summary>The agent's keys that belong to a file: the key itself, and certificates for it.</summary>
    private IEnumerable<byte[]> InAgent(Identity file) =>
        file.Public is null ? [] : kept.Where(key => key.AsSpan().SequenceEqual(file.Public) || (PublicKeys.IsCertificate(key) && Identity.Certifies(key, file.Public)));

    private IEnumerable<HostAlgorithm> OfAgent(IEnumerable<byte[]> keys) => keys.SelectMany(key => AgentKey.Of(agent!, key));
}
