using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Everything that decides where a connection goes, who is trusted, and with which keys we ask to be let in.</summary>
/// <param name="KnownAs">The name that the host has in the files of known hosts.</param>
/// <param name="Agent">The socket of an agent; null: none.</param>
/// <param name="IdentitiesOnly">Of the agent's keys, only those of <paramref name="Identities"/>.</param>
internal sealed record SshTarget(
    SlurmSite Site,
    string Host,
    int Port,
    string User,
    string KnownAs,
    IReadOnlyList<string> OwnKnownHosts,
    IReadOnlyList<string> GlobalKnownHosts,
    IReadOnlyList<string> Identities,
    IReadOnlyList<string> Certificates,
    string? Agent,
    bool IdentitiesOnly,
    bool HashKnownHosts)
{
    private const int UsualPort = 22;
    private static readonly string[] UsualIdentities = ["id_ed25519", "id_ecdsa", "id_rsa"];
    private static readonly string[] UsualKnownHosts = ["/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"];

    /// <summary>The file that a new host is remembered in; null: none.</summary>
    public string? NewHosts => OwnKnownHosts.Count > 0 ? OwnKnownHosts[0] : null;

    /// <param name="config">Null: there is no ssh client here, and its defaults apply.</param>
    public static SshTarget Of(SlurmSite site, SshConfig? config)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var host = config?["hostname"] ?? site.Host!;
        var user = site.User ?? config?["user"] ?? Environment.UserName;
        var port = site.Port ?? (int.TryParse(config?["port"], out var number) ? number : UsualPort);
        var ownFiles = config?.Files("userknownhostsfile") ?? [InHome("known_hosts"), InHome("known_hosts2")];
        var globalFiles = config?.Files("globalknownhostsfile") ?? UsualKnownHosts;
        return new SshTarget(
            site,
            host,
            port,
            user,
            (config?["hostkeyalias"] ?? host).ToLowerInvariant(),
            site.KnownHosts is { } known ? [known] : [.. ownFiles.Select(Expand)],
            globalFiles,
            site.Identity is { } identity ? [identity] : [.. (config?.All("identityfile") ?? UsualIdentities.Select(InHome)).Select(Expand)],
            [.. (config?.All("certificatefile") ?? []).Select(Expand)],
            AgentSocket(config?.Files("identityagent")),
            site.Identity is not null || config?.IsOn("identitiesonly") == true,
            config?.IsOn("hashknownhosts") == true);

        string InHome(string name) => Path.Combine(home, ".ssh", name);

        // The tokens of ssh_config(5) that these settings take.
        string Expand(string path) => (path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path)
            .Replace("%d", home, StringComparison.Ordinal).Replace("%h", host, StringComparison.Ordinal).Replace("%r", user, StringComparison.Ordinal)
            .Replace("%u", Environment.UserName, StringComparison.Ordinal).Replace("%p", $"{port}", StringComparison.Ordinal).Replace("%n", site.Host, StringComparison.Ordinal)
            .Replace("%%", "%", StringComparison.Ordinal);

        string? AgentSocket(IReadOnlyList<string>? given) => given switch
        {
            null or ["SSH_AUTH_SOCK"] => Environment.GetEnvironmentVariable("SSH_AUTH_SOCK"),
            [] => null,
            [['$', .. var name]] => Environment.GetEnvironmentVariable(name.Trim('{', '}')),
            _ => Expand(string.Join(' ', given)),
        };
    }
}
