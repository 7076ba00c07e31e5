using System.Collections.Immutable;

namespace Fairlead.Images.Building.Dockerfiles;

/// <summary>One instruction of a Dockerfile, its lines joined.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Flags">Such as <c>--from=build</c>, in order.</param>
/// <param name="Rest">What follows the flags.</param>
internal sealed record Instruction(string Keyword, ImmutableArray<string> Flags, string Rest)
{
    public static Instruction Of(string line)
    {
        var (keyword, rest) = Word(line);
        var flags = ImmutableArray.CreateBuilder<string>();
        while (rest.StartsWith("--", StringComparison.Ordinal))
        {
            (var flag, rest) = Word(rest);
            flags.Add(flag);
        }

        return new Instruction(keyword.ToUpperInvariant(), flags.ToImmutable(), rest);
    }

    /// <summary>The values of all flags of that name.</summary>
    public IEnumerable<string> FlagsNamed(string name) =>
        Flags.Where(flag => flag.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(flag => flag[(name.Length + 3)..]);

    private static (string Word, string After) Word(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t");
        return end < 0 ? (text, "") : (text[..end], text[end..].Trim());
    }
}
