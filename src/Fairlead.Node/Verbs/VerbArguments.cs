using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Node.Verbs;

/// <summary>The options of one call, each <c>--name=value</c>, and at most once.</summary>
internal sealed record VerbArguments(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A file of options by their names, <c>-</c> written <c>_</c>; those of the call win.</summary>
    public const string ConfigOption = "config";

    public string? this[string name] => Values.GetValueOrDefault(name);

    public string Needed(string name) => Values[name];

    /// <exception cref="FairleadException">An option that the verb does not have, has twice, or needs and lacks.</exception>
    public static VerbArguments Read(Verb verb, IEnumerable<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var parts = word.Split('=', 2);
            var name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "";
            if (verb.Options.All(option => option.Name != name) || parts.Length != 2)
                throw Odd(verb, $"expected options of the form --name=value, found '{parts[0]}'{(parts.Length == 2 ? "" : " without a value")}.{Suggest.DidYouMean(name, verb.Options.Select(option => option.Name))}");
            if (!values.TryAdd(name, parts[1]))
                throw Odd(verb, $"expected --{name} once, found it twice");
        }

        if (values.GetValueOrDefault(ConfigOption) is { } config)
            Add(values, verb, config);
        return verb.Options.FirstOrDefault(option => option.IsNeeded && !values.ContainsKey(option.Name)) is { } lacking
            ? throw Odd(verb, $"expected --{lacking.Name}={lacking.Value}, found none")
            : new VerbArguments(values);
    }

    // A job's config has members for others too.
    private static void Add(Dictionary<string, string> values, Verb verb, string config)
    {
        try
        {
            foreach (var (key, value) in StrictJson.ReadObject(File.ReadAllBytes(config)))
            {
                if (value is JsonValue scalar && verb.Options.Any(option => option.Name == key.Replace('_', '-')))
                    values.TryAdd(key.Replace('_', '-'), scalar.ToString());
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"{verb.Name}: --{ConfigOption}: expected a JSON object in {config}: {exception.Message}", inner: exception);
        }
    }

    private static FairleadException Odd(Verb verb, string problem) => FairleadException.Usage($"{verb.Name}: {problem}", "fairlead-node --help");
}
