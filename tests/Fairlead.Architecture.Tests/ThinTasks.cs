using System.Text.RegularExpressions;

namespace Fairlead.Architecture.Tests;

/// <summary>A file in build/Tasks is a name, a description, its edges and a few lines that call the library.</summary>
public sealed partial class ThinTasks
{
    private static readonly IReadOnlyList<(string Path, string Text)> Tasks = [.. House.Sources("build/Tasks")];

    [Test]
    public void Half_of_them_are_under_25_lines_and_none_over_80()
    {
        var lengths = Tasks.Select(task => task.Text.AsSpan().Count('\n')).Order().ToList();
        Assert.That((lengths[lengths.Count / 2], lengths[^1]), Is.LessThanOrEqualTo((24, 80)));
    }

    [Test]
    public void They_decide_nothing()
    {
        // The test runner's exit code is looked at where the engine hands it over.
        var deciding = Tasks.Where(task => Decision().IsMatch(task.Text)).Select(task => task.Path);
        Assert.That(deciding, Is.EquivalentTo(new[] { "build/Tasks/Project/Test.cs" }));
    }

    [GeneratedRegex(@"\b(if|switch|while|for)\b ?[({]| \? ")]
    private static partial Regex Decision();
}
