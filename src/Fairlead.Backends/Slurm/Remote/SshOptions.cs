using System.Text.RegularExpressions;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What ssh is told about a connection: everything that decides about trust, and nothing that may ask a question.</summary>
internal static partial class SshOptions
{
    /// <exception cref="FairleadException">A value could be taken for an option, or cannot be written in one.</exception>
    public static IReadOnlyList<string> Of(SlurmSite site, string? socket, SshLimits limits)
    {
        Check(site);
        List<string> options =
        [
            "BatchMode=yes", $"StrictHostKeyChecking={(site.AcceptNewHostKey ? "accept-new" : "yes")}", "ClearAllForwardings=yes", "RemoteCommand=none",
            $"ConnectTimeout={Seconds(limits.Connect)}", $"ServerAliveInterval={Seconds(limits.Idle)}", $"ServerAliveCountMax={Math.Max(1, Seconds(limits.Answer) / Seconds(limits.Idle))}", "LogLevel=INFO",
        ];
        if (socket is not null)
            options.Add($"ControlPath={Quoted("XDG_RUNTIME_DIR", socket)}");
        if (site.Port is { } port)
            options.Add($"Port={port}");
        if (site.User is { } user)
            options.Add($"User={user}");
        if (site.KnownHosts is { } file)
            options.Add($"UserKnownHostsFile={Quoted("known_hosts", file)}");
        if (site.Identity is { } identity)
            options.AddRange([$"IdentityFile={Quoted("identity", identity)}", "IdentitiesOnly=yes"]);
        return [.. options.SelectMany(option => new[] { "-o", option })];
    }

    /// <summary>The arguments that name a host, for questions about the user's own configuration.</summary>
    public static IReadOnlyList<string> Address(SlurmSite site) =>
    [
        .. site.Port is { } port ? ["-p", $"{port}"] : Array.Empty<string>(),
        .. site.User is { } user ? ["-l", user] : Array.Empty<string>(),
        "--", site.Host!,
    ];

    /// <inheritdoc cref="Of"/>
    public static void Check(SlurmSite site)
    {
        Check(PlainHost(), "host", site.Host!);
        if (site.User is { } user)
            Check(PlainUser(), "user", user);
        if (site.Port is { } port and not (> 0 and <= ushort.MaxValue))
            throw FairleadException.Usage($"port must be a number from 1 to {ushort.MaxValue}, found {port}", "correct port in the profile");
        if (site.KnownHosts is { } file)
            Quoted("known_hosts", file);
        if (site.Identity is { } identity)
            Quoted("identity", identity);
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);

    /// <summary>In an option ssh splits words and expands <c>%</c> and <c>${}</c>; old versions cannot escape a quote.</summary>
    private static string Quoted(string key, string path) =>
        path.Any(c => c is '"' or '\\' or '$' || char.IsControl(c))
            ? throw FairleadException.Usage($"{key} must be a path without quotes, backslashes, dollar signs and control characters, found '{path}'", "give the file another name")
            : $"\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"";

    private static void Check(Regex plain, string key, string value)
    {
        if (!plain.IsMatch(value))
            throw FairleadException.Usage($"{key} must be a name as ssh takes it, found '{value}'", $"correct {key} in the profile");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_:][A-Za-z0-9_.:%-]*\z")]
    private static partial Regex PlainHost();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.@+-]*\z")]
    private static partial Regex PlainUser();
}
