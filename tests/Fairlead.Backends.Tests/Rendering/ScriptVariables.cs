using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Backends.Rendering.Shell;

namespace Fairlead.Backends.Tests.Rendering;

/// <summary>What the templates of scripts call their variables. Users' variables arrive in the same shells.</summary>
public sealed partial class ScriptVariables
{
    /// <summary>The names, as a user could choose them too.</summary>
    internal static ImmutableArray<string> Own { get; } = [.. Templates().SelectMany(text => Prefixed().Matches(text)).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    [Test]
    public void Have_a_prefix_that_no_variable_of_a_user_may_have()
    {
        Assert.That(Own, Has.Length.GreaterThan(40).And.Contain("step").And.Contain("state"));
        var bare = Templates().SelectMany(text => text.Split('\n'))
            .Where(line => !line.TrimStart().StartsWith('#'))
            .SelectMany(line => Assigned().Matches(line).Concat(Read().Matches(line)).SelectMany(match => match.Groups["name"].Captures).Select(capture => capture.Value))
            .Where(name => char.IsAsciiLetterLower(name[0]) && !name.StartsWith("fl_", StringComparison.Ordinal));
        Assert.That(bare, Is.Empty);
    }

    private static IEnumerable<string> Templates()
    {
        var assembly = typeof(ShellTemplate).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".hbs", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"\bfl_(?<name>[a-z_]+)")]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"(?:^|[\s;({'""])(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?!=)")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"\b(?:read -r|for|local) (?:(?<name>(?!in )[A-Za-z_]+)(?: |$))+")]
    private static partial Regex Read();
}
