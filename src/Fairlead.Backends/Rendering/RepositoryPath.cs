using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Rendering;

/// <summary>The place of a repository in a git cache: its host, then its path, whatever the protocol and the user.</summary>
internal static class RepositoryPath
{
    private const string NoHost = "localhost";
    private const string Suffix = ".git";

    /// <summary>The place of one commit of it.</summary>
    public static string Of(PinnedCommit commit) => $"{Of(commit.Repository)}/{commit.Commit}";

    public static string Of(string repository)
    {
        var (authority, path) = Split(repository);
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var plain = path.TrimEnd('/');
        if (plain.EndsWith(Suffix, StringComparison.Ordinal))
            plain = plain[..^Suffix.Length];
        var words = plain.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend(host.Length == 0 ? NoHost : host);
        return string.Join('/', words.Select(PathWord.Of));
    }

    // scheme://authority/path, scp's host:path, or a plain path.
    private static (string Authority, string Path) Split(string repository)
    {
        var scheme = repository.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? repository : repository[(scheme + 3)..];
        var end = rest.IndexOf(scheme < 0 ? ':' : '/', StringComparison.Ordinal);
        return end < 0 ? ("", rest) : (rest[..end], rest[(end + 1)..]);
    }
}
