using System.Text;
using Fairlead.Images.Building;
using Fairlead.Node.Containers.Running;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Containers.Running;

public sealed class WritingLogs
{
    [Test]
    public async Task A_secret_is_masked_however_its_parts_come()
    {
        const string Text = "a hf_canary_4711 b\nhf_canary_4711hf_canary_47\n\nhf_canary_4711";
        for (var size = 1; size < Text.Length; size++)
        {
            using var folder = new TemporaryDirectory();
            var lines = new List<string>();
            using (var pieces = new PiecesStream(Encoding.UTF8.GetBytes(Text), size))
            using (var log = new RankLog(folder.File("log"), new Terminal(TextWriter.Null, TextWriter.Null)))
                await log.CopyAsync(pieces, new Redaction([new Secret("hf_canary_4711")]), lines.Add);
            Assert.That(File.ReadAllText(folder.File("log")), Is.EqualTo("a *** b\n***hf_canary_47\n\n***"), $"in pieces of {size}");
            Assert.That(lines, Is.EqualTo(new[] { "a *** b", "***hf_canary_47", "", "***" }));
        }
    }

    [Test]
    public async Task A_log_goes_on_where_the_last_one_ended_and_keeps_lines_of_any_length()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.Write("log", "before\n");
        var longest = 0;
        using (var source = new MemoryStream(Encoding.UTF8.GetBytes(new string('ü', 1_000_000))))
        using (var log = new RankLog(file, new Terminal(TextWriter.Null, TextWriter.Null)))
        {
            Assert.That(log.Length, Is.EqualTo(7));
            await log.CopyAsync(source, new Redaction([]), line => longest = Math.Max(longest, line.Length));
        }

        Assert.That(File.ReadAllText(file), Is.EqualTo("before\n" + new string('ü', 1_000_000)));
        Assert.That(longest, Is.EqualTo(1024));
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class PiecesStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
