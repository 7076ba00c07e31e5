using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.RunAi;

/// <summary>The query's <c>filterBy</c>: conditions on fields, with commas between, that must all hold.</summary>
internal sealed partial class Filter
{
    private readonly IReadOnlyList<(string Field, string Operator, string Value)> conditions;

    private Filter(IReadOnlyList<(string Field, string Operator, string Value)> conditions) => this.conditions = conditions;

    /// <summary>Null when a condition cannot be read or is about another field.</summary>
    public static Filter? Of(IQueryCollection query, params IReadOnlyList<string> fields)
    {
        var matches = query["filterBy"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(text => Condition().Match(text)).ToList();
        return matches.TrueForAll(match => match.Success && fields.Contains(match.Groups[1].Value))
            ? new Filter([.. matches.Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))])
            : null;
    }

    public bool Holds(Func<string, string> field) => conditions.All(condition => Holds(field(condition.Field), condition.Operator, condition.Value));

    private static bool Holds(string actual, string comparison, string value) => comparison switch
    {
        "==" => actual == value,
        "!=" => actual != value,
        "=@" => actual.Contains(value, StringComparison.Ordinal),
        "!@" => !actual.Contains(value, StringComparison.Ordinal),
        "=^" => actual.StartsWith(value, StringComparison.Ordinal),
        _ => actual.EndsWith(value, StringComparison.Ordinal),
    };

    [GeneratedRegex(@"^([A-Za-z]+)(==|!=|=@|!@|=\^|=\$)(.+)$")]
    private static partial Regex Condition();
}
