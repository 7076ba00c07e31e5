using System.Collections.Frozen;
using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>One option of the engine's client.</summary>
/// <param name="Name">Its long name.</param>
/// <param name="Value">Null: it has none.</param>
/// <param name="Words">As it was written.</param>
internal sealed record RunOption(string Name, string? Value, ImmutableArray<string> Words)
{
    private static readonly FrozenDictionary<char, string> LongNames = new Dictionary<char, string>
    {
        ['a'] = "attach",
        ['c'] = "cpu-shares",
        ['d'] = "detach",
        ['e'] = "env",
        ['h'] = "hostname",
        ['i'] = "interactive",
        ['l'] = "label",
        ['m'] = "memory",
        ['P'] = "publish-all",
        ['p'] = "publish",
        ['t'] = "tty",
        ['u'] = "user",
        ['v'] = "volume",
        ['w'] = "workdir",
    }.ToFrozenDictionary();

    // A word behind one of these would be taken for the image.
    private static readonly FrozenSet<string> Flags =
        new[] { "detach", "disable-content-trust", "init", "interactive", "no-healthcheck", "oom-kill-disable", "privileged", "publish-all", "read-only", "rm", "tty" }.ToFrozenSet();

    /// <summary>Splits text as a POSIX shell would, expanding nothing, and reads its options.</summary>
    /// <param name="place">Where it is written, for people.</param>
    /// <exception cref="FairleadException">A quote is not closed, or a word is no option.</exception>
    public static ImmutableArray<RunOption> Parse(string text, string place)
    {
        var words = WordSplit.Split(text) ?? throw FairleadException.Usage($"{place}: expected options of the engine's client, found a quote that is not closed", "close it");
        var options = ImmutableArray.CreateBuilder<RunOption>();
        for (var at = 0; at < words.Count; at++)
        {
            if (IsClustered(words[at]))
            {
                options.AddRange(words[at].Skip(1).Select(letter => new RunOption(LongNames[letter], null, [$"-{letter}"])));
                continue;
            }

            var option = Named(words[at], place);
            options.Add(option.Value is null && !Flags.Contains(option.Name) && at + 1 < words.Count
                ? option with { Value = words[++at], Words = [.. option.Words, words[at]] }
                : option);
        }

        return options.ToImmutable();
    }

    // As in -it: none of them has a value.
    private static bool IsClustered(string word) => word is ['-', _, _, ..] && word.Skip(1).All(letter => letter is 'd' or 'i' or 't');

    private static RunOption Named(string word, string place) => word switch
    {
        ['-', '-', _, ..] when word.IndexOf('=', StringComparison.Ordinal) is var at and > 2 => new(word[2..at], word[(at + 1)..], [word]),
        ['-', '-', _, ..] => new(word[2..], null, [word]),
        ['-', var letter] when LongNames.TryGetValue(letter, out var name) => new(name, null, [word]),
        ['-', var letter, .. var value] when LongNames.TryGetValue(letter, out var name) && !Flags.Contains(name) => new(name, value is ['=', .. var rest] ? rest : value, [word]),
        _ => throw FairleadException.Usage($"{place}: expected options of the engine's client, found '{word}'", "write --name=value, and quotes around blanks"),
    };
}
