using System.Text.RegularExpressions;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Why ssh did not connect, from its own words, and what to do about it.</summary>
internal static partial class SshFailure
{
    public static FairleadException Explain(SlurmSite site, string name, string words)
    {
        var known = site.KnownHosts ?? "~/.ssh/known_hosts";
        var port = site.Port is { } number ? $"-p {number} " : "";
        if (ChangedKey().Match(words) is { Success: true } changed)
            return Refused($"{name} shows another host key than the one in {Offending().Match(words) switch { { Success: true } at => at.Groups[1].Value, _ => known }}: it was installed anew, or it is another machine", $"ask its administrators; if the key is right, forget the old one: ssh-keygen -f {ShellWord.Quote(known)} -R '{changed.Groups[1].Value}'");
        if (words.Contains("Host key verification failed", StringComparison.Ordinal))
            return Refused($"the host key of {name} is not in {known}", $"compare its fingerprint with the administrators' and add it: ssh-keyscan {port}{site.Host} >> {known}; or set accept_new_host_key = true in the profile");
        if (Denied().IsMatch(words) && site.Identity is { } file && Inaccessible().IsMatch(words))
            return Refused($"{name} does not let us in: {LastLine(words)}; there is no key {file}", "correct identity in the profile");
        if (Denied().IsMatch(words))
            return Refused($"{name} does not let us in: {LastLine(words)}", site.Identity is { } identity
                ? $"put {identity}.pub into ~/.ssh/authorized_keys there; a key with a passphrase must be in the agent: ssh-add {identity}"
                : "name the private key with identity in the profile, or add it to the agent: ssh-add");
        return new ConnectionLostException($"cannot reach {name}: {LastLine(words)}", Next(site, words));
    }

    public static string LastLine(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("ssh says nothing more");

    private static string Next(SlurmSite site, string words) => words switch
    {
        _ when words.Contains("Could not resolve hostname", StringComparison.Ordinal) => "correct host in the profile, or add it to ~/.ssh/config",
        _ when words.Contains("Connection refused", StringComparison.Ordinal) => "is port right in the profile, and does the host run an SSH server?",
        _ when Silent().IsMatch(words) => "is the host up, and is this machine in its network (VPN)?",
        _ => $"try it by hand: ssh {(site.Port is { } port ? $"-p {port} " : "")}{(site.User is { } user ? $"{user}@" : "")}{site.Host}",
    };

    private static FairleadException Refused(string message, string next) => new(ExitCode.SubmissionRefused, message, next);

    [GeneratedRegex(@"Host key for (\S+) has changed")]
    private static partial Regex ChangedKey();

    [GeneratedRegex(@"Offending .*key in (.+:\d+)")]
    private static partial Regex Offending();

    [GeneratedRegex(@"Permission denied \(|Too many authentication failures|No supported authentication methods")]
    private static partial Regex Denied();

    [GeneratedRegex("no such identity|Identity file .* not accessible")]
    private static partial Regex Inaccessible();

    [GeneratedRegex(@"timed out|timeout|No route to host|Network is unreachable")]
    private static partial Regex Silent();
}
