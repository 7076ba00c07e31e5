using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>What the user's SSH configuration says of a host, in the words of <c>ssh -G</c> (ssh_config(5)).</summary>
internal sealed class SshConfig
{
    private readonly ILookup<string, string> settings;

    private SshConfig(ILookup<string, string> settings) => this.settings = settings;

    /// <summary>Null where there is no ssh client to ask.</summary>
    /// <exception cref="FairleadException">The configuration has a fault.</exception>
    public static async Task<SshConfig?> AskAsync(SlurmSite site, CancellationToken cancellationToken)
    {
        if (!IsThereAClient())
            return null;
        var result = await ChildProcess.RunAsync("ssh", ["-G", .. SshOptions.Address(site)], cancellationToken: cancellationToken);
        return result.Succeeded
            ? Parse(result.Output)
            : throw FairleadException.Usage($"ssh cannot read its configuration for {site.Host}: {SshFailure.LastLine(result.Error)}", "correct ~/.ssh/config");
    }

    public static SshConfig Parse(string text) => new(text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', 2))
        .Where(words => words.Length == 2)
        .ToLookup(words => words[0], words => words[1].Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Null when it is not set, or to nothing.</summary>
    public string? this[string name] => settings[name].FirstOrDefault() is { } value and not ("none" or "") ? value : null;

    /// <summary>Files with spaces between them: null when it is not set, empty when it is set to nothing.</summary>
    public IReadOnlyList<string>? Files(string name) =>
        settings[name].FirstOrDefault() is { } value ? [.. value.Split(' ').Where(file => file != "none")] : null;

    public IEnumerable<string> All(string name) => settings[name].Where(value => value != "none");

    public bool IsOn(string name) => this[name] is "yes" or "true";

    public static bool IsThereAClient() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "ssh.exe" : "ssh")));
}
