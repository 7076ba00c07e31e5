using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>Takes known secret values out of lines of text. A value of several lines is looked for line by line.</summary>
public sealed class Redaction(IEnumerable<Secret> secrets)
{
    // Shorter lines of a longer secret, such as a brace, are everywhere and tell nothing.
    private const int ShortestPart = 4;

    private readonly string[] words = [.. secrets.SelectMany(secret => WordsOf(secret.Reveal())).Distinct().OrderByDescending(word => word.Length)];

    /// <summary>The length of the longest value: how much of a line must be there for a value to be recognised.</summary>
    public int Reach => words.Length > 0 ? words[0].Length : 0;

    public string Apply(string line) => words.Aggregate(line, (text, word) => text.Replace(word, Secret.Mask, StringComparison.Ordinal));

    private static IEnumerable<string> WordsOf(string value)
    {
        var lines = value.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 1 ? lines : lines.Where(line => line.Length >= ShortestPart);
    }
}
