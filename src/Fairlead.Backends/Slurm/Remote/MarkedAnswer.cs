using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Collects what a <see cref="ShellCall"/> answers, from its mark on.</summary>
internal sealed class MarkedAnswer(string mark)
{
    private readonly MarkedStream output = new(mark);
    private readonly MarkedStream error = new(mark);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the script has begun.</summary>
    public Task Begun => begun.Task;

    /// <summary>The leader of the process group that the script runs in; null before it has begun.</summary>
    public int? ProcessGroup => int.TryParse(output.AfterMark, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    public ReadOnlyMemory<byte> Output => output.Content;

    public string Error => Encoding.UTF8.GetString(error.Content.Span);

    /// <summary>What start-up files printed.</summary>
    public string Before => $"{output.Before}{error.Before}".Trim();

    public void AddOutput(ReadOnlySpan<byte> bytes)
    {
        if (output.Add(bytes))
            begun.TrySetResult();
    }

    public void AddError(ReadOnlySpan<byte> bytes) => error.Add(bytes);

    private sealed class MarkedStream(string mark)
    {
        private readonly byte[] mark = Encoding.ASCII.GetBytes(mark);
        private readonly Lock gate = new();
        private readonly ArrayBufferWriter<byte> all = new();
        private (int Start, int End)? line;

        public ReadOnlyMemory<byte> Content
        {
            get
            {
                lock (gate)
                    return line is { } found ? all.WrittenMemory[found.End..] : default;
            }
        }

        /// <summary>Without a mark, all there is.</summary>
        public string Before
        {
            get
            {
                lock (gate)
                    return Encoding.UTF8.GetString(all.WrittenSpan[..(line?.Start ?? all.WrittenCount)]);
            }
        }

        public string AfterMark
        {
            get
            {
                lock (gate)
                    return line is { } found ? Encoding.ASCII.GetString(all.WrittenSpan[(found.Start + mark.Length)..found.End]).Trim() : "";
            }
        }

        /// <returns>Whether the mark has come.</returns>
        public bool Add(ReadOnlySpan<byte> bytes)
        {
            lock (gate)
            {
                all.Write(bytes);
                return (line ??= Find()) is not null;
            }
        }

        private (int Start, int End)? Find()
        {
            var start = all.WrittenSpan.IndexOf(mark);
            return start >= 0 && all.WrittenSpan[start..].IndexOf((byte)'\n') is >= 0 and var length ? (start, start + length + 1) : null;
        }
    }
}
