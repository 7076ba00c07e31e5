using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Arguments;

/// <summary>The words of a command line, sorted by option but not yet understood.</summary>
/// <param name="Values">In the order given; a flag's value is empty.</param>
internal sealed record ArgumentTokens(ILookup<ArgumentSpec, string> Values, ImmutableArray<string> ScriptArguments)
{
    /// <exception cref="FairleadException">An option is unknown, lacks its value, has one it cannot take, or is given twice.</exception>
    public static ArgumentTokens Read(IReadOnlyList<string> words)
    {
        var separator = words.TakeWhile(word => word != "--").Count();
        var queue = new Queue<string>(words.Take(separator));
        var found = new List<(ArgumentSpec Spec, string Value)>();
        while (queue.TryDequeue(out var word))
            found.Add(ReadOption(word, queue));

        foreach (var group in found.GroupBy(pair => pair.Spec).Where(group => group.Count() > 1 && !group.Key.Repeatable))
            throw FairleadException.Usage($"--{group.Key.Name} is given {group.Count()} times; expected it once at most.");
        return new ArgumentTokens(found.ToLookup(pair => pair.Spec, pair => pair.Value), [.. words.Skip(separator + 1)]);
    }

    private static (ArgumentSpec Spec, string Value) ReadOption(string word, Queue<string> following)
    {
        if (!word.StartsWith('-'))
            throw NotAnOption(word);
        var parts = word.Split('=', 2);
        var spec = ArgumentTable.Find(parts[0].TrimStart('-')) ?? throw Unknown(parts[0]);
        if (spec.IsFlag)
            return parts.Length == 1 ? (spec, "") : throw FairleadException.Usage($"{parts[0]} is a flag and takes no value; found '{parts[1]}'.");
        if (parts.Length == 1 && following.TryPeek(out var next) && next.Length > 0 && next[0] != '-')
            return (spec, following.Dequeue());
        return parts is [_, { Length: > 0 } value]
            ? (spec, value)
            : throw FairleadException.Usage($"{parts[0]} expects a value: {parts[0]}={spec.Value}.");
    }

    private static FairleadException Unknown(string option) => FairleadException.Usage(
        $"unknown option '{option}'.{Suggest.DidYouMean(option, ArgumentTable.All.Select(spec => "--" + spec.Name))}",
        "./build.sh --help lists all options; what is meant for the recipe's script goes after --");

    private static FairleadException NotAnOption(string word) => FairleadException.Usage(
        word.Contains('=', StringComparison.Ordinal)
            ? $"expected an option, found '{word}'. Did you mean '--set={word}'?"
            : $"expected an option, found '{word}'. Did you mean '--target={word}'?");
}
