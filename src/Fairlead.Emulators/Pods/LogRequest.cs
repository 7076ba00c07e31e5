using System.Globalization;
using System.Text;

namespace Fairlead.Emulators.Pods;

/// <summary>Which lines of a pod's log are wanted.</summary>
/// <param name="Follow">Go on until the pod ends.</param>
/// <param name="Since">Lines written then or later.</param>
/// <param name="Tail">The last so many.</param>
/// <param name="Timestamps">Each line begins with its moment and a space.</param>
public sealed record LogRequest(bool Follow = false, DateTimeOffset? Since = null, int? Tail = null, bool Timestamps = false)
{
    /// <summary>Writes them, and flushes whenever it has to wait.</summary>
    public async Task CopyAsync(PodLog log, Stream destination, CancellationToken cancellationToken)
    {
        var (lines, ended, news) = log.From(0);
        var number = Tail is { } tail ? Math.Max(0, lines.Count - tail) : 0;
        while (true)
        {
            (lines, ended, news) = log.From(number);
            await CopyAsync(log, lines, destination, cancellationToken);
            await destination.FlushAsync(cancellationToken);
            number += lines.Count;
            if (!Follow || ended)
                return;
            await news.WaitAsync(cancellationToken);
        }
    }

    private async Task CopyAsync(PodLog log, IReadOnlyList<PodLog.Line> lines, Stream destination, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
            return;
        using var file = File.OpenHandle(log.Path, share: FileShare.ReadWrite | FileShare.Delete);
        foreach (var line in lines.Where(line => line.Time >= (Since ?? DateTimeOffset.MinValue)))
        {
            if (Timestamps)
                await destination.WriteAsync(Encoding.ASCII.GetBytes(line.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z' ", CultureInfo.InvariantCulture)), cancellationToken);
            var bytes = new byte[line.Length];
            await RandomAccess.ReadAsync(file, bytes, line.Offset, cancellationToken);
            await destination.WriteAsync(bytes, cancellationToken);
        }
    }
}
