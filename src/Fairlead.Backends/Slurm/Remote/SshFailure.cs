using System.Text.RegularExpressions;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Why there is no connection, and what to do about it.</summary>
internal static partial class SshFailure
{
    /// <param name="words">What ssh says.</param>
    public static FairleadException Explain(SlurmSite site, string words)
    {
        if (ChangedKey().Match(words) is { Success: true } changed)
            return Changed(site, Offending().Match(words) is { Success: true } at ? at.Groups[1].Value : null, changed.Groups[1].Value);
        if (words.Contains("Host key verification failed", StringComparison.Ordinal))
            return Unknown(site);
        if (Denied().IsMatch(words))
            return LetsNobodyIn(site, LastLine(words), isKeyMissing: Inaccessible().IsMatch(words));
        return Unreachable(site, LastLine(words));
    }

    /// <param name="where">The file and line that know another key.</param>
    /// <param name="entry">The name that the host has there.</param>
    public static FairleadException Changed(SlurmSite site, string? where, string entry) => Refused(
        $"{site.Address} shows another host key than the one in {where ?? KnownHosts(site)}: it was installed anew, or it is another machine",
        $"ask its administrators; if the key is right, forget the old one: ssh-keygen -f {ShellWord.Quote(where is null ? KnownHosts(site) : LineNumber().Replace(where, ""))} -R '{entry}'");

    public static FairleadException Unknown(SlurmSite site) => Refused(
        $"the host key of {site.Address} is not in {KnownHosts(site)}",
        $"compare its fingerprint with the administrators' and add it: ssh-keyscan {(site.Port is { } port ? $"-p {port} " : "")}{site.Host} >> {KnownHosts(site)}; or set accept_new_host_key = true in the profile");

    public static FairleadException LetsNobodyIn(SlurmSite site, string words, bool isKeyMissing) => (site.Identity, isKeyMissing) switch
    {
        ({ } file, true) => Refused($"{site.Address} does not let us in: {words}; there is no key {file}", "correct identity in the profile"),
        ({ } file, false) => Refused($"{site.Address} does not let us in: {words}", $"put {file}.pub into ~/.ssh/authorized_keys there; a key with a passphrase must be in the agent: ssh-add {file}; or name its passphrase with identity_passphrase"),
        _ => Refused($"{site.Address} does not let us in: {words}", "name the private key with identity in the profile, or add it to the agent: ssh-add"),
    };

    public static ConnectionLostException Unreachable(SlurmSite site, string words, Exception? inner = null) =>
        new($"cannot reach {site.Address}: {words}", Next(site, words), inner) { IsSilence = Silent().IsMatch(words) };

    public static FairleadException Refused(string message, string next) => new(ExitCode.SubmissionRefused, message, next);

    public static string LastLine(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("ssh says nothing more");

    private static string KnownHosts(SlurmSite site) => site.KnownHosts ?? "~/.ssh/known_hosts";

    private static string Next(SlurmSite site, string words) => words switch
    {
        _ when UnknownName().IsMatch(words) => "correct host in the profile, or add it to ~/.ssh/config",
        _ when words.Contains("Connection refused", StringComparison.Ordinal) => "is port right in the profile, and does the host run an SSH server?",
        _ when Silent().IsMatch(words) => "is the host up, and is this machine in its network (VPN)?",
        _ => $"try it by hand: ssh {(site.Port is { } port ? $"-p {port} " : "")}{(site.User is { } user ? $"{user}@" : "")}{site.Host}",
    };

    [GeneratedRegex(@"Host key for (\S+) has changed")]
    private static partial Regex ChangedKey();

    [GeneratedRegex(@"Offending .*key in (.+:\d+)")]
    private static partial Regex Offending();

    [GeneratedRegex(@":\d+$")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"Permission denied \(|Too many authentication failures|No supported authentication methods")]
    private static partial Regex Denied();

    [GeneratedRegex("no such identity|Identity file .* not accessible")]
    private static partial Regex Inaccessible();

    [GeneratedRegex("Could not resolve hostname|Name or service not known|No such host is known|nodename nor servname")]
    private static partial Regex UnknownName();

    [GeneratedRegex(@"timed out|timeout|No route to host|Network is unreachable")]
    private static partial Regex Silent();
}
