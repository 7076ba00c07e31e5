using System.Runtime.CompilerServices;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>One pod's output and how far it has been read.</summary>
internal sealed class PodOutput(Pod pod, IPodLogs logs, DateTimeOffset? since)
{
    private const int BlockSize = 64 * 1024;
    private readonly LineSplitter lines = new();
    private PodLine? bar;

    public string Pod => pod.Name;

    /// <summary>The bytes that have been read.</summary>
    public long Length { get; private set; }

    /// <summary>The pod's script has said its last word.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The lines that no reading before has completed. Platforms give an output from its beginning: what is known is passed over.</summary>
    public async IAsyncEnumerable<PodLine> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await logs.OpenAsync(pod, follow, since, cancellationToken);
        var block = new byte[BlockSize];
        long position = 0;
        for (int count; (count = await stream.ReadAsync(block, cancellationToken)) > 0;)
        {
            position += count;
            var news = (int)Math.Clamp(position - Length, 0, count);
            Length += news;
            foreach (var line in lines.Add(block.AsMemory(count - news, news)))
            {
                if (LineOf(line) is { } told)
                    yield return told;
            }
        }
    }

    /// <summary>A last line without a line feed; null when there is none.</summary>
    public PodLine? Rest() => lines.Rest() is { } line ? LineOf(line) : null;

    private PodLine? LineOf(SplitLine line)
    {
        if (new ExitLine().Read(line.Text) is not null)
        {
            HasEnded = true;
            return null;
        }

        // Of the states of a bar only the first stands behind a mark.
        var told = PodLine.Parse(line.Text, pod.Node);
        told = (bar is null || told.IsMembers ? told : bar with { Text = line.Text }) with { IsOverwritten = line.IsOverwritten || told.IsOverwritten };
        bar = line.IsOverwritten ? told : null;
        return told;
    }
}
