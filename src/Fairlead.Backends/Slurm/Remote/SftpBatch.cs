using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Lines for sftp's batch mode. It splits words and expands patterns by rules of its own, which are neither the shell's nor documented.</summary>
internal static class SftpBatch
{
    private const int LongestLine = 2040;

    /// <summary>Continues a file that is there and shorter.</summary>
    public static string Continue(string localFile, string remotePath) => Line("reput", localFile, remotePath);

    /// <summary>Brings what is below a directory, continuing what an earlier attempt left.</summary>
    public static string Fetch(string remoteDirectory, string localDirectory) => Line("get -a -R", $"{remoteDirectory}/.", localDirectory);

    private static string Line(string command, string from, string to)
    {
        var line = $"{command} {Word(from)} {Word(to)}\n";
        return Encoding.UTF8.GetByteCount(line) <= LongestLine
            ? line
            : throw FairleadException.Usage($"sftp takes paths of about a thousand characters, found '{from}' and '{to}'", "use shorter paths");
    }

    private static string Word(string path)
    {
        if (path.AsSpan().ContainsAny('\n', '\r', '\0'))
            throw FairleadException.Usage($"sftp takes no path with a line break, found '{path}'", "rename it");
        return string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' || !char.IsAscii(c) ? $"{c}" : $"\\{c}"));
    }
}
