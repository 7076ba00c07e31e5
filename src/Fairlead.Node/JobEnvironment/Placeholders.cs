using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>What became of a value.</summary>
/// <param name="Text">Null when a variable that it needs is not set.</param>
/// <param name="Missing">That variable.</param>
/// <param name="IsOpen">A placeholder is left in it that nobody asked to leave.</param>
internal sealed record Evaluated(string? Text, string? Missing = null, bool IsOpen = false)
{
    /// <summary>The values in it of variables whose names promise a secret.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];
}

/// <summary>Puts the job's variables in the place of <c>${NAME}</c>, <c>${NAME:-else}</c> and <c>${NAME:?why}</c>, once: what they bring is data.</summary>
internal static partial class Placeholders
{
    private const string Start = "${";

    /// <exception cref="FairleadException">A variable that is needed is not set.</exception>
    public static Evaluated Evaluate(Given given, string place, Func<string, string?> variables) => given switch
    {
        Given.Template template => Expand(template.Text, place, variables),
        Given.Reference { IsRequired: true } reference when variables(reference.Name) is null => throw Needed(place, reference.Name, "it is required"),
        Given.Reference reference => variables(reference.Name) is { } value ? new Evaluated(value, IsOpen: IsOpen(value)) { Secrets = SensitiveName.Is(reference.Name) ? [value] : [] } : new Evaluated(null, reference.Name),
        Given.Deferred deferred => new Evaluated(deferred.Text),
        Given.Data data => new Evaluated(data.Text, IsOpen: IsOpen(data.Text)),
        Given.Json json => new Evaluated(json.Value.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(given)),
    };

    public static FairleadException Needed(string place, string name, string why) =>
        FairleadException.Usage($"{place}: expected the variable {name} in the job's environment, found none: {why}", $"export {name} before the job is submitted");

    private static Evaluated Expand(string text, string place, Func<string, string?> variables)
    {
        string? missing = null;
        var secrets = ImmutableArray.CreateBuilder<string>();
        var expanded = Placeholder().Replace(text, match => match.Groups["escaped"].Success ? match.Value[1..] : ValueOf(match));
        // The same with what was escaped taken out: it is meant to stay.
        var unescaped = Placeholder().Replace(text, match => match.Groups["escaped"].Success ? "" : ValueOf(match));
        return missing is null ? new Evaluated(expanded, IsOpen: IsOpen(unescaped)) { Secrets = secrets.ToImmutable() } : new Evaluated(null, missing);

        string ValueOf(Match match)
        {
            var name = match.Groups["name"].Value;
            if (variables(name) is { } value)
            {
                if (SensitiveName.Is(name))
                    secrets.Add(value);
                return value;
            }

            if (match.Groups["why"].Success)
                throw Needed(place, name, match.Groups["why"].Value);
            if (!match.Groups["else"].Success)
                missing ??= name;
            return match.Groups["else"].Value;
        }
    }

    private static bool IsOpen(string text) => text.Contains(Start, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<escaped>\$\$\{[^}]*\})|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:(?<form>:-(?<else>(?:(?!\$\{)[^}])*))|:\?(?<why>(?:(?!\$\{)[^}])*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
