using System.Security.Cryptography;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>
/// A script and its arguments on their way through a login shell. The shell, whichever it is, gets a fixed text; the script comes on standard input, in one
/// line, and what it answers begins at a mark, so that whatever a start-up file prints can be told apart.
/// </summary>
internal sealed class ShellCall
{
    /// <summary>Means the same to sh, csh and fish: one word in single quotes, without a backslash, a line break or an exclamation mark.</summary>
    public const string Command = "exec sh -c 'IFS= read -r line && eval \"$(printf %b \"$line\")\"'";

    private ShellCall(string mark, byte[] line)
    {
        Mark = mark;
        Line = line;
    }

    /// <summary>Another for each call, so that nothing prints it by chance.</summary>
    public string Mark { get; }

    /// <summary>What standard input begins with; the script's own input follows.</summary>
    public ReadOnlyMemory<byte> Line { get; }

    /// <exception cref="FairleadException">An argument holds a NUL.</exception>
    public static ShellCall Of(RemoteScript script, IEnumerable<string> arguments)
    {
        var mark = $"fairlead-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        var text = $"printf '%s %s\\n' {mark} \"$$\"; printf '%s\\n' {mark} >&2; sh -c {ShellWord.QuoteAll([script.Program, script.Name, .. arguments])}; exit $?";
        var line = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return new ShellCall(mark, Encoding.UTF8.GetBytes(line + "\n"));
    }
}
