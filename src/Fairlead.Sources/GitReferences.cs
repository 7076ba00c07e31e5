using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Finds the commit that a branch or a tag of a repository stands for.</summary>
public static class GitReferences
{
    private const int Sha1Length = 40;
    private const int Sha256Length = 64;
    private const string Peeled = "^{}";

    /// <summary>Nobody is there to be asked for a password.</summary>
    internal static readonly Dictionary<string, string> Unattended = new()
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_SSH_COMMAND"] = $"{Environment.GetEnvironmentVariable("GIT_SSH_COMMAND") ?? "ssh"} -o BatchMode=yes",
        ["LC_ALL"] = "C",
    };

    /// <param name="reference">A commit in full, which is taken as it is; a tag, which means the commit it points to; or a branch. Of a tag and a branch of one name git's rule takes the tag.</param>
    /// <exception cref="FairleadException">The repository cannot be read, or has no such reference.</exception>
    public static async Task<string> PinAsync(string repository, string reference, CancellationToken cancellationToken)
    {
        if (IsCommit(reference))
            return reference.ToLowerInvariant();
        var result = await ChildProcess.RunAsync(
            "git",
            ["ls-remote", "--", repository, "HEAD", "refs/heads/*", "refs/tags/*"],
            environment: Unattended,
            cancellationToken: cancellationToken);
        return result.Succeeded
            ? Pin(repository, reference, Parse(result.Output))
            : throw FairleadException.Stage(
                $"cannot find out which commit '{reference}' of {repository} is: {result.Error.Trim()}",
                "give access to the repository, or name the commit in full: then nobody is asked");
    }

    private static bool IsCommit(string reference) => reference.Length is Sha1Length or Sha256Length && reference.All(char.IsAsciiHexDigit);

    private static Dictionary<string, string> Parse(string listing) =>
        listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);

    private static string Pin(string repository, string reference, Dictionary<string, string> commits)
    {
        // The order of gitrevisions(7).
        var name = new[] { reference, $"refs/{reference}", $"refs/tags/{reference}", $"refs/heads/{reference}" }.FirstOrDefault(commits.ContainsKey);
        if (name is not null)
            return commits.GetValueOrDefault($"{name}{Peeled}", commits[name]);
        var known = commits.Keys.Where(key => !key.EndsWith(Peeled, StringComparison.Ordinal)).Select(key => key.Split('/', 3)[^1]);
        throw FairleadException.Usage(
            $"expected a branch, a tag or a commit in full, found '{reference}', which {repository} does not have.{Suggest.DidYouMean(reference, known)}",
            $"git ls-remote {ShellWord.Quote(repository)}");
    }
}
