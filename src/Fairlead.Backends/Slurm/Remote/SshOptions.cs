using System.Text.RegularExpressions;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What ssh and sftp are told about a connection: everything that decides about trust, and nothing that may ask a question.</summary>
internal static partial class SshOptions
{
    private const int ConnectSeconds = 30;
    private const int SilentSeconds = 15;
    private const int SilentTimes = 4;

    /// <exception cref="FairleadException">A value could be taken for an option, or cannot be written in one.</exception>
    public static IReadOnlyList<string> Of(SlurmSite site, string socket)
    {
        Check(PlainHost(), "host", site.Host!);
        List<string> options =
        [
            "BatchMode=yes", $"StrictHostKeyChecking={(site.AcceptNewHostKey ? "accept-new" : "yes")}", "ClearAllForwardings=yes", "RemoteCommand=none",
            $"ConnectTimeout={ConnectSeconds}", $"ServerAliveInterval={SilentSeconds}", $"ServerAliveCountMax={SilentTimes}", "LogLevel=INFO",
            $"ControlPath={Quoted("XDG_RUNTIME_DIR", socket)}",
        ];
        if (site.Port is { } port)
            options.Add($"Port={port}");
        if (site.User is { } user)
            options.Add($"User={Check(PlainUser(), "user", user)}");
        if (site.KnownHosts is { } file)
            options.Add($"UserKnownHostsFile={Quoted("known_hosts", file)}");
        if (site.Identity is { } identity)
            options.AddRange([$"IdentityFile={Quoted("identity", identity)}", "IdentitiesOnly=yes"]);
        return [.. options.SelectMany(option => new[] { "-o", option })];
    }

    /// <summary>In an option ssh splits words and expands <c>%</c> and <c>${}</c>; old versions cannot escape a quote.</summary>
    private static string Quoted(string key, string path) =>
        path.Any(c => c is '"' or '\\' or '$' || char.IsControl(c))
            ? throw FairleadException.Usage($"{key} must be a path without quotes, backslashes, dollar signs and control characters, found '{path}'", "give the file another name")
            : $"\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"";

    private static string Check(Regex plain, string key, string value) =>
        plain.IsMatch(value) ? value : throw FairleadException.Usage($"{key} must be a name as ssh takes it, found '{value}'", $"correct {key} in the profile");

    [GeneratedRegex(@"\A[A-Za-z0-9_:][A-Za-z0-9_.:%-]*\z")]
    private static partial Regex PlainHost();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.@+-]*\z")]
    private static partial Regex PlainUser();
}
