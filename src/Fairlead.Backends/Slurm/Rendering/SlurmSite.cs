using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Runs;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>How to reach a cluster: over SSH, or, when no host is given, from this machine.</summary>
/// <param name="Directory">The directory on the cluster that everything of Fairlead's lives below; absolute.</param>
/// <param name="Identity">The private key; null: as the SSH configuration says. So for the others.</param>
/// <param name="AcceptNewHostKey">Trust a host that was never seen before.</param>
/// <param name="Client">What speaks SSH.</param>
/// <param name="Passphrase">A reference to the private key's passphrase, such as <c>env:NAME</c>; null: it has none, or an agent knows it.</param>
public sealed record SlurmSite(
    string Directory,
    string? Host = null,
    int? Port = null,
    string? User = null,
    string? Identity = null,
    string? KnownHosts = null,
    bool AcceptNewHostKey = false,
    SshClientKind Client = SshClientKind.Auto,
    string? Passphrase = null) : BackendSite
{
    [JsonIgnore]
    public override JsonTypeInfo Format => SlurmFormat.Default.SlurmSite;

    /// <summary><c>local</c>, or <c>user@host:port</c> as far as they are given.</summary>
    [JsonIgnore]
    public string Address => Host is null
        ? "local"
        : $"{(User is null ? "" : $"{User}@")}{Host}{(Port is { } port ? $":{port.ToString(CultureInfo.InvariantCulture)}" : "")}";
}
