using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>What one build prints: written line by line to a file, without the values of its secrets.</summary>
internal sealed class BuildLog : IDisposable
{
    private const int LongestLine = 16 * 1024;
    private const int LinesOfError = 20;

    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly Redaction redaction;
    private readonly Queue<string> last = new(LinesOfError);
    private readonly Action<string> progress;

    /// <param name="progress">Gets each line as the file does, one at a time.</param>
    public BuildLog(string path, IEnumerable<Secret> secrets, Action<string> progress)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        redaction = new Redaction(secrets);
        this.progress = progress;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The last lines so far.</summary>
    public string Tail
    {
        get
        {
            lock (gate)
                return string.Join('\n', last);
        }
    }

    /// <summary>Copies to the log all that <paramref name="reader"/> has until its end; several may do so at once.</summary>
    public Task CopyAsync(TextReader reader, CancellationToken cancellationToken) =>
        BoundedLines.ReadAsync(reader, LongestLine + redaction.Reach, Add, cancellationToken);

    public void Dispose() => writer.Dispose();

    private void Add(string line)
    {
        var redacted = redaction.Apply(line);
        var shown = redacted.Length > LongestLine ? redacted[..LongestLine] : redacted;
        lock (gate)
        {
            writer.WriteLine(shown);
            if (last.Count == LinesOfError)
                last.Dequeue();
            last.Enqueue(shown);
            progress(shown);
        }
    }
}
