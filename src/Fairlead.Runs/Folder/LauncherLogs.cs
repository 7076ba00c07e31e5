using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Folder;

/// <summary>The launch scripts' own words: in <c>launcher.txt</c>, or <c>launcher-N.txt</c> where each node has a script.</summary>
/// <param name="Folder">The run's logs.</param>
public sealed record LauncherLogs(string Folder)
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>Those in which something stands. Jobs may write here too, so only regular files count.</summary>
    public IEnumerable<string> Spoken => Directory.EnumerateFiles(Folder, "launcher*.txt").Where(HasWords).Order(StringComparer.Ordinal);

    /// <summary>The last words of a job's one script, or of a node's; null when there are none.</summary>
    public string? LastWords(int? node = null)
    {
        var path = Path.Combine(Folder, node is { } number ? string.Create(CultureInfo.InvariantCulture, $"launcher-{number}.txt") : "launcher.txt");
        return HasWords(path) ? File.ReadLines(path).LastOrDefault(line => line.Length > 0) : null;
    }

    private static bool HasWords(string path) => FileStatus.Read(path) is { Kind: FileKind.Regular, Size: > 0 and < MaximumBytes };
}
