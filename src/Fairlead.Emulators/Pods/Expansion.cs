using System.Text;

namespace Fairlead.Emulators.Pods;

/// <summary>What the kubelet does to commands and values: <c>$(NAME)</c> becomes the variable's value, an unknown name stays as it is, <c>$$</c> becomes <c>$</c>.</summary>
/// <remarks>kubernetes/kubernetes, third_party/forked/golang/expansion/expand.go.</remarks>
internal static class Expansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var expanded = new StringBuilder();
        var place = 0;
        for (var dollar = NextDollar(text, 0); dollar >= 0; dollar = NextDollar(text, place))
        {
            expanded.Append(text, place, dollar - place);
            place = dollar + 2;
            var end = text[dollar + 1] == '(' ? text.IndexOf(')', dollar) : -1;
            if (end >= 0)
            {
                var name = text[place..end];
                expanded.Append(variables.TryGetValue(name, out var value) ? value : $"$({name})");
                place = end + 1;
            }
            else
            {
                expanded.Append(text[dollar + 1] switch { '$' => "$", '(' => "$(", var other => $"${other}" });
            }
        }

        return expanded.Append(text, place, text.Length - place).ToString();
    }

    /// <summary>The variables as the container has them.</summary>
    public static Dictionary<string, string> Expand(IEnumerable<PodVariable> variables)
    {
        var expanded = new Dictionary<string, string>();
        foreach (var variable in variables)
            expanded[variable.Name] = variable.Literal ? variable.Value : Expand(variable.Value, expanded);
        return expanded;
    }

    // A dollar at the very end is only a dollar.
    private static int NextDollar(string text, int from) =>
        from < text.Length - 1 ? text.IndexOf('$', from, text.Length - 1 - from) : -1;
}
