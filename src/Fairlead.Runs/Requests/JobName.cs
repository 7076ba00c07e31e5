using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>Names that every backend accepts: lower case letters, digits and dashes, cut on purpose, with the hash kept whole.</summary>
public static class JobName
{
    /// <summary>Lepton and run:ai take 34 characters at most.</summary>
    public const int MaximumLength = 34;

    private const int KeyLength = 12;

    public static string Of(string recipe, Digest key)
    {
        var words = Slug.Of(recipe);
        if (words.Length == 0 || !char.IsAsciiLetter(words[0]))
            words = $"job-{words}";
        var room = MaximumLength - KeyLength - 1;
        return $"{words[..Math.Min(words.Length, room)].TrimEnd('-')}-{key.ToString()[..KeyLength]}";
    }

    /// <summary>The name of one attempt, no longer than <see cref="MaximumLength"/>: the words give way, the hash and the attempt stay.</summary>
    /// <param name="name">As <see cref="Of"/> gives it.</param>
    public static string WithAttempt(string name, int attempt)
    {
        if (attempt == 1)
            return name;
        var end = string.Create(CultureInfo.InvariantCulture, $"{name[^(KeyLength + 1)..]}-{attempt}");
        var words = name[..^(KeyLength + 1)];
        return words[..Math.Min(words.Length, MaximumLength - end.Length)].TrimEnd('-') + end;
    }
}
