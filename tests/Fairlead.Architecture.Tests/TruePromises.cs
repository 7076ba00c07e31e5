using System.Text.RegularExpressions;

namespace Fairlead.Architecture.Tests;

/// <summary>docs/reliability.md names tests that are there.</summary>
public sealed partial class TruePromises
{
    [Test]
    public void Each_promise_is_shown_by_tests_that_are_there()
    {
        var classes = House.Sources("tests").SelectMany(file => Class().Matches(file.Text)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Path.Combine(House.Root, "docs/reliability.md")).Where(line => line.StartsWith('|') && line.TrimEnd().EndsWith('|')).Select(line => line.Trim('|', ' ').Split('|')).Where(cells => cells.Length == 2 && !cells[0].StartsWith("---", StringComparison.Ordinal) && cells[0].Trim() != "Promise").ToList();
        Assert.That(rows, Is.Not.Empty);
        foreach (var row in rows)
        {
            var named = Name().Matches(row[1]).Select(match => match.Groups[1].Value).ToList();
            Assert.That(named.Count > 0 || row[1].Contains("the same", StringComparison.Ordinal), row[0]);
            Assert.That(named.Where(name => !classes.Any(known => name.EndsWith('*') ? known.StartsWith(name[..^1], StringComparison.Ordinal) : known == name)), Is.Empty, row[0]);
        }
    }

    [GeneratedRegex(@"\bclass ([A-Z]\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+\*?)`")]
    private static partial Regex Name();
}
