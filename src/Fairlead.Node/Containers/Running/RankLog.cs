using System.Text;
using Fairlead.Images.Building;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers.Running;

/// <summary>What a rank's containers print: to its log file and to the terminal, as it comes, without the values of secrets, in bounded memory.</summary>
internal sealed class RankLog : IDisposable
{
    private const int BufferLength = 16 * 1024;
    private const int LongestWatched = 1024;

    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly Terminal terminal;
    private bool isFull;

    public RankLog(string path, Terminal terminal)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        this.terminal = terminal;
        Path = path;
    }

    public string Path { get; }

    /// <summary>In bytes; what comes next begins there.</summary>
    public long Length => file.Length;

    /// <summary>Copies all that is in a stream until its end; several may do so at once.</summary>
    /// <param name="watch">Gets each line, the longer ones cut.</param>
    public async Task CopyAsync(Stream source, Redaction redaction, Action<string> watch)
    {
        using var reader = new StreamReader(source, new UTF8Encoding(false));
        var buffer = new char[BufferLength];
        var line = new StringBuilder();
        var held = "";
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            var text = redaction.Apply(held + new string(buffer, 0, read));
            // What may be the first part of a secret waits for the rest of it; none goes beyond its line.
            var sure = Math.Max(text.LastIndexOf('\n') + 1, text.Length - Math.Max(0, redaction.Reach - 1));
            Write(text[..sure]);
            Watch(text.AsSpan(0, sure), line, watch);
            held = text[sure..];
        }

        Write(held);
        Watch(held + "\n", line, watch);
    }

    /// <summary>Tells people alone.</summary>
    public void Say(string note) => terminal.Progress($"note: {note}");

    public void Dispose() => file.Dispose();

    private static void Watch(ReadOnlySpan<char> text, StringBuilder line, Action<string> watch)
    {
        foreach (var character in text)
        {
            if (character == '\n')
            {
                watch(line.ToString());
                line.Clear();
            }
            else if (line.Length < LongestWatched)
            {
                line.Append(character);
            }
        }
    }

    private void Write(string text)
    {
        lock (gate)
        {
            terminal.Out.Write(text);
            try
            {
                file.Write(Encoding.UTF8.GetBytes(text));
            }
            catch (IOException exception) when (!isFull)
            {
                // A full disk ends no model: it costs the rest of its log.
                isFull = true;
                terminal.Progress($"the log {Path} cannot be written: {exception.Message}");
            }
            catch (IOException)
            {
                // It was said already.
            }
        }
    }
}
