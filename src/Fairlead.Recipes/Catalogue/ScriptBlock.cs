using System.Buffers;
using System.Text;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>The metadata comment of a Python script (PEP 723, https://peps.python.org/pep-0723/), of which the first block counts.</summary>
internal static class ScriptBlock
{
    /// <summary>How much of a script is read: the block stands near the top, behind a licence at most.</summary>
    public const int PrefixBytes = 64 * 1024;

    private const string Open = "# /// script";
    private const string Close = "# ///";
    private const string RunSpec = "runspec";
    private static readonly byte[] OpenBytes = Encoding.UTF8.GetBytes(Open);

    /// <summary>Those of many scripts that may hold a block, in their order; and those that cannot be read, whose fault is for <see cref="ReadRunSpec"/> to tell.</summary>
    public static IEnumerable<string> In(IReadOnlyList<string> scripts)
    {
        var found = new bool[scripts.Count];
        Parallel.For(0, scripts.Count, i => found[i] = MayBeIn(scripts[i]));
        return scripts.Where((_, i) => found[i]);
    }

    /// <summary>The table <c>tool.runspec</c> with the script's own line numbers, or null when the script declares none.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">The block does not end, or is not TOML.</exception>
    public static TableSetting? ReadRunSpec(string script)
    {
        var lines = ReadPrefix(script, bytes => bytes.IndexOf(OpenBytes) < 0 ? [] : Encoding.UTF8.GetString(bytes).Split('\n'));
        var first = Array.FindIndex(lines, line => line.TrimEnd() == Open);
        if (first < 0)
            return null;
        var end = Array.FindIndex(lines, first + 1, line => line.TrimEnd() == Close || !line.StartsWith('#'));
        var body = lines[(first + 1)..(end < 0 ? lines.Length : end)];
        if (!body.Any(line => line.Contains(RunSpec, StringComparison.Ordinal)))
            return null;
        if (end < 0 || lines[end].TrimEnd() != Close)
            throw new Origin("run spec", script, first + 1).Fault($"the block that '{Open}' opens does not end", $"end it with a line '{Close}'");

        // Blank lines stand in for what is above the block, so that positions in messages are the script's.
        var toml = new string('\n', first + 1) + string.Join('\n', body.Select(Uncomment));
        return TomlSettings.Read(toml, script, "run spec").Find($"tool.{RunSpec}") as TableSetting;
    }

    private static string Uncomment(string line) => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line[1..];

    private static bool MayBeIn(string script)
    {
        try
        {
            return ReadPrefix(script, bytes => bytes.IndexOf(OpenBytes) >= 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // Shared for writing too: a lock per file would cost two more system calls, and nothing here depends on it.
    private static T ReadPrefix<T>(string script, Func<ReadOnlySpan<byte>, T> read)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PrefixBytes);
        try
        {
            using var file = File.OpenHandle(script, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return read(buffer.AsSpan(0, RandomAccess.Read(file, buffer.AsSpan(0, PrefixBytes), fileOffset: 0)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
