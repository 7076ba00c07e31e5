using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Node.Topology;

/// <summary>A whole number from the environment, with the variable that said so.</summary>
internal sealed record EnvironmentNumber(string Variable, int Value)
{
    /// <summary>That of the first variable that is set; null when none is.</summary>
    /// <exception cref="FairleadException">It is no number of digits alone, or outside the bounds.</exception>
    public static EnvironmentNumber? Find(IReadOnlyDictionary<string, string> environment, IEnumerable<string> variables, int least, int most = int.MaxValue) =>
        variables.FirstOrDefault(environment.ContainsKey) is { } variable
            ? new EnvironmentNumber(variable, Parse(variable, environment[variable], least, most))
            : null;

    public static int Parse(string variable, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw FairleadException.Usage($"{variable}: expected a whole number {(most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}, found '{text}'");
}
