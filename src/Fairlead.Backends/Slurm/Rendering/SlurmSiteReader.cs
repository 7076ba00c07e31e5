using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>Reads how to reach a cluster.</summary>
internal static class SlurmSiteReader
{
    private const string Tunnel = "tunnel";

    // A colon would end a path in a list of paths, a comma a mount.
    private const string Separators = ",:";

    /// <exception cref="FairleadException">The job directory is no absolute path below /, or the tunnel is no known one or lacks its host.</exception>
    public static SlurmSite Read(SettingReader settings)
    {
        var directory = Directory(settings);
        return settings.Text(Tunnel) switch
        {
            null or "local" => new SlurmSite(directory),
            "ssh" => new SlurmSite(
                directory,
                settings.Text("host") ?? throw settings.OriginOf("host").Fault("tunnel is 'ssh', and there is no 'host'", "set it to the login node"),
                SlurmFormats.Port(settings, "port"),
                settings.Text("user"),
                settings.Text("identity"),
                settings.Text("known_hosts"),
                settings.Flag("accept_new_host_key"),
                settings.Choice<SshClientKind>("ssh_client"),
                settings.SecretReference("identity_passphrase")),
            var other => throw settings.OriginOf(Tunnel).Fault($"'{Tunnel}' expects ssh or local, found '{other}'"),
        };
    }

    private static string Directory(SettingReader settings)
    {
        const string key = KnownKeys.RemoteJobDirectory;
        var given = settings.Text(key) ?? "";
        var directory = given.TrimEnd('/');
        if (!directory.StartsWith('/'))
            throw settings.OriginOf(key).Fault($"'{key}' expects the absolute path of a directory below / that the login node and all compute nodes share, found '{given}'");
        return directory.AsSpan().IndexOfAny(Separators) < 0
            ? directory
            : throw settings.OriginOf(key).Fault($"'{key}' expects a path without commas and colons, found '{directory}'");
    }
}
