using System.Collections.Immutable;
using Cake.Core.Diagnostics;

namespace Fairlead.Build.Frosting;

/// <summary>Cake's own options; every other one is the build's, and reaches it through <c>ICakeArguments</c>.</summary>
internal sealed record HostOptions(ILookup<string, string> Arguments)
{
    private static readonly ImmutableDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["t"] = "target",
        ["e"] = "exclusive",
        ["v"] = "verbosity",
        ["w"] = "working",
        ["h"] = "help",
        ["noop"] = "dryrun",
        ["whatif"] = "dryrun",
        ["showtree"] = "tree",
        ["descriptions"] = "description",
        ["showdescription"] = "description",
        ["showdescriptions"] = "description",
        ["ver"] = "version",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableHashSet<string> Flags =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "exclusive", "help", "dryrun", "tree", "description", "version", "info");

    public IReadOnlyList<string> Targets => Has("target") ? [.. Arguments["target"]] : ["Default"];

    public Verbosity Verbosity => Value("verbosity") switch
    {
        null => Verbosity.Normal,
        var text => Enum.GetValues<Verbosity>()
            .Cast<Verbosity?>()
            .FirstOrDefault(level => level.ToString()!.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new FrostingException($"The verbosity '{text}' is unknown."),
    };

    public string? WorkingDirectory => Value("working");

    public bool Has(string name) => Arguments.Contains(name);

    public static HostOptions Parse(IEnumerable<string> arguments)
    {
        var words = new Queue<string>(arguments);
        var found = new List<(string Name, string Value)>();
        while (words.TryDequeue(out var word) && word != "--")
        {
            if (!word.StartsWith('-'))
                throw new FrostingException($"Expected an option, found '{word}'.");
            var parts = word.TrimStart('-').Split('=', 2);
            var name = Aliases.GetValueOrDefault(parts[0], parts[0]);
            var value = parts.Length == 2 ? parts[1]
                : Flags.Contains(name) || !words.TryPeek(out var next) || next.StartsWith('-') ? ""
                : words.Dequeue();
            found.Add((name, value));
        }

        return new HostOptions(found.ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase));
    }

    private string? Value(string name) => Arguments[name].LastOrDefault();
}
