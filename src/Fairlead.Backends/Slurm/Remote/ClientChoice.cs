using Fairlead.Backends.Slurm.Remote.Builtin;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Which client reaches a host, and why: the built-in one, but for what only OpenSSH can do.</summary>
internal static class ClientChoice
{
    /// <summary>Settings of OpenSSH's that the built-in client does not follow, and what they ask for.</summary>
    private static readonly (string Setting, string Reason)[] Beyond =
    [
        ("proxyjump", "ProxyJump is set"), ("proxycommand", "ProxyCommand is set"), ("pkcs11provider", "PKCS11Provider is set"),
        ("knownhostscommand", "KnownHostsCommand is set"), ("revokedhostkeys", "RevokedHostKeys is set"), ("bindaddress", "BindAddress is set"), ("bindinterface", "BindInterface is set"),
    ];

    public static async Task<ISshClient> ChooseAsync(SlurmSite site, SshLimits limits, CancellationToken cancellationToken)
    {
        if (site.Client == SshClientKind.OpenSsh)
            return new OpenSshClient(site, "ssh_client = \"openssh\"", limits, await HasOwnMasterAsync(site, await SshConfig.AskAsync(site, cancellationToken), cancellationToken));
        var config = await SshConfig.AskAsync(site, cancellationToken);
        var target = SshTarget.Of(site, config);
        if (site.Client == SshClientKind.Builtin)
            return new BuiltinClient(target, Identities.Of(target), "ssh_client = \"builtin\"", limits);
        if (config is null)
            return new BuiltinClient(target, Identities.Of(target), "there is no ssh on PATH", limits);
        if (await HasOwnMasterAsync(site, config, cancellationToken))
            return new OpenSshClient(site, "your own control master is up", limits, ofUser: true);
        if (Beyond.FirstOrDefault(beyond => config[beyond.Setting] is not null) is { Reason: { } reason })
            return new OpenSshClient(site, reason, limits);
        if (config.IsOn("gssapiauthentication") && await HasTicketAsync(cancellationToken))
            return new OpenSshClient(site, "GSSAPIAuthentication is on and there is a ticket", limits);
        var identities = Identities.Of(target);
        if (identities.Unusable.FirstOrDefault(file => file.IsInDevice) is { } device)
            return new OpenSshClient(site, $"{device.File} {device.Problem}", limits);
        return identities.HostKeyAlgorithms.Count > 0
            ? new BuiltinClient(target, identities, "nothing asks for OpenSSH", limits)
            : new OpenSshClient(site, identities.Unusable.FirstOrDefault() is { } unusable ? $"{unusable.File} {unusable.Problem}, and no agent has it" : "there is no key in a file or an agent", limits);
    }

    private static async Task<bool> HasOwnMasterAsync(SlurmSite site, SshConfig? config, CancellationToken cancellationToken) =>
        config?["controlpath"] is not null && (await ChildProcess.RunAsync("ssh", ["-O", "check", .. SshOptions.Address(site)], cancellationToken: cancellationToken)).Succeeded;

    private static async Task<bool> HasTicketAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await ChildProcess.RunAsync("klist", ["-s"], cancellationToken: cancellationToken)).Succeeded;
        }
        catch (FairleadException)
        {
            return false; // without Kerberos' own programs nobody has got a ticket here
        }
    }
}
