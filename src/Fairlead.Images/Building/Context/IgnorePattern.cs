using System.Text;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>One line of a .dockerignore file, as moby/patternmatcher reads it.</summary>
internal sealed class IgnorePattern
{
    private const string AnyDepth = "**";

    private readonly string text;
    private readonly Regex regex;

    /// <param name="line">Neither blank nor a comment.</param>
    /// <exception cref="FairleadException">No engine could read it.</exception>
    public IgnorePattern(string line)
    {
        var trimmed = line.Trim();
        IsException = trimmed[0] == '!';
        text = Clean((IsException ? trimmed[1..] : trimmed).Trim());
        if (text.Length == 0)
            throw Malformed(line);
        try
        {
            regex = new Regex($"^{RegexOf(text)}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Malformed(line, exception);
        }
    }

    /// <summary>Whether it brings back what lines above it hide.</summary>
    public bool IsException { get; }

    /// <summary>Whether it means the path itself.</summary>
    public bool Matches(string path) => regex.IsMatch(path) || (IsException && EndsAlike(path));

    // Engines since 2022 read **.go as "ends in .go", older ones as a file of that name. What any of them may send counts as sent.
    private bool EndsAlike(string path) =>
        text.StartsWith(AnyDepth, StringComparison.Ordinal) && path.EndsWith(text[AnyDepth.Length..], StringComparison.Ordinal);

    private static string RegexOf(string pattern)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when pattern.AsSpan(i).StartsWith(AnyDepth):
                    i += pattern.AsSpan(i).StartsWith("**/") ? 2 : 1;
                    regex.Append(i == pattern.Length - 1 ? ".*" : "(.*/)?");
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '\\':
                    regex.Append(Regex.Escape(pattern.Substring(++i, 1)));
                    break;
                case '[':
                    var end = pattern.IndexOf(']', i);
                    regex.Append('[').Append(pattern[(i + 1)..end].Replace("[", @"\[", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return regex.ToString();
    }

    // As Go's path.Clean, and without the slash that stands for the context's own root.
    private static string Clean(string path)
    {
        var kept = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part == ".." && kept is [.., not ".."])
                kept.RemoveAt(kept.Count - 1);
            else if (part != ".." || !path.StartsWith('/'))
                kept.Add(part);
        }

        return kept.Count > 0 ? string.Join('/', kept) : path.Length > 0 ? "." : "";
    }

    private static FairleadException Malformed(string line, Exception? inner = null) =>
        FairleadException.Usage($"expected a pattern in .dockerignore, found '{line}'", "see https://docs.docker.com/build/building/context/#dockerignore-files", inner);
}
