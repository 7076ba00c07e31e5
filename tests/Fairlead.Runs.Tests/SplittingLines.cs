using System.Text;
using Fairlead.Runs.Logs;

namespace Fairlead.Runs.Tests;

public sealed class SplittingLines
{
    [TestCase("one\ntwo\n", "one|two")]
    [TestCase("one\r\ntwo\r\n", "one|two")]
    [TestCase("one\r\r\ntwo", "one|two")]
    [TestCase("a\n\nb\n", "a||b")]
    [TestCase("10%\r20%\r30%\n", "10%~|20%~|30%")]
    [TestCase("\r10%\r20%\ndone\n", "10%~|20%|done")]
    [TestCase("10%\r", "10%")]
    public void Line_feeds_and_carriage_returns_end_lines_wherever_the_pieces_are_cut(string log, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        for (var piece = 1; piece <= bytes.Length; piece++)
            Assert.That(string.Join('|', Split(bytes, piece).Select(line => line.IsOverwritten ? $"{line.Text}~" : line.Text)), Is.EqualTo(expected), $"in pieces of {piece}");
    }

    [Test]
    public void A_line_without_an_end_is_cut_with_a_mark_and_takes_no_memory()
    {
        var splitter = new LineSplitter();
        var block = Encoding.UTF8.GetBytes(new string('x', 1 << 20));
        var lines = Enumerable.Range(0, 3000).SelectMany(_ => splitter.Add(block)).ToList();
        lines.AddRange(splitter.Add("\nnext\n"u8.ToArray()));
        Assert.That(lines.Select(line => line.Text), Is.EqualTo(new[] { $"{new string('x', LineSplitter.Longest)} [fairlead: cut after 64 KiB]", "next" }));
        Assert.That(splitter.Rest(), Is.Null);
    }

    [Test]
    public void A_line_of_the_longest_length_is_whole()
    {
        var line = new string('x', LineSplitter.Longest);
        Assert.That(Split(Encoding.UTF8.GetBytes($"{line}\n"), 1000).Single().Text, Is.EqualTo(line));
    }

    private static List<SplitLine> Split(byte[] bytes, int piece)
    {
        var splitter = new LineSplitter();
        var lines = bytes.Chunk(piece).SelectMany(chunk => splitter.Add(chunk)).ToList();
        if (splitter.Rest() is { } rest)
            lines.Add(rest);
        return lines;
    }
}
