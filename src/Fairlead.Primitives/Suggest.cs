namespace Fairlead.Primitives;

/// <summary>Finds what the user probably meant.</summary>
public static class Suggest
{
    /// <summary>The candidate nearest to <paramref name="word"/> by edit distance, or null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Max(2, word.Length / 3);
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>" Did you mean 'x'?" with a leading space, or an empty string.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Whether a word is one of the candidates but for one letter.</summary>
    public static bool IsSlip(string word, IEnumerable<string> candidates) => candidates.Any(candidate => Distance(word, candidate) == 1);

    // Optimal string alignment: a swap of neighbours, the commonest slip, counts as one edit.
    private static int Distance(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), substitution);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, current);
        }

        return last[to.Length];
    }
}
