using Fairlead.Images.Building;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class LoggingABuild : IDisposable
{
    private const int LongestLine = 16 * 1024;

    private readonly TemporaryDirectory folder = new();

    [TestCase("a\nb\n", "a|b")]
    [TestCase("10%\r50%\r\n\n100%", "10%|50%|100%")]
    [TestCase("", "")]
    public async Task Lines_end_with_either_character(string text, string lines) => Assert.That(await LogAsync(text), Is.EqualTo(lines));

    [TestCase("the value is s3cr3t.", "s3cr3t", "the value is ***.")]
    [TestCase("x", "x", "***")]
    [TestCase("user:longer-s3cr3t", "s3cr3t|longer-s3cr3t", "user:***", Description = "the longer one first")]
    [TestCase("#5 0.1 MIIabc\n#5 0.2 {\n#5 0.3 defg", "{\nMIIabc\ndefg\n", "#5 0.1 ***|#5 0.2 {|#5 0.3 ***")]
    [TestCase("nothing", "\n", "nothing")]
    public async Task Secrets_are_taken_out(string text, string secrets, string lines) => Assert.That(await LogAsync(text, secrets.Split('|')), Is.EqualTo(lines));

    [Test]
    public async Task A_long_line_is_cut_but_never_through_a_secret()
    {
        var start = new string('x', LongestLine - 2);
        var lines = await LogAsync($"{start}s3cr3t{new string('y', 1_000_000)}\nnext", "s3cr3t");
        Assert.That(lines, Is.EqualTo($"{start}**|next"));
    }

    [Test]
    public async Task The_error_gets_the_last_lines_alone()
    {
        using var log = new BuildLog(folder.File("log"), [], _ => { });
        await log.CopyAsync(new StringReader(string.Join('\n', Enumerable.Range(1, 1000))), CancellationToken.None);
        Assert.That(log.Tail.Split('\n'), Has.Length.EqualTo(20).And.Contains("1000").And.Not.Contains("980"));
    }

    [Test]
    public async Task The_file_has_each_line_as_soon_as_it_is_reported()
    {
        var path = folder.File("log");
        var seen = new List<string>();
        using var log = new BuildLog(path, [], _ => seen.Add(Read(path)));
        await log.CopyAsync(new StringReader("a\nb\n"), CancellationToken.None);
        Assert.That(seen, Is.EqualTo(new[] { "a\n", "a\nb\n" }));
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> LogAsync(string text, params string[] secrets)
    {
        var lines = new List<string>();
        using var log = new BuildLog(folder.File("log"), secrets.Select(secret => new Secret(secret)), lines.Add);
        await log.CopyAsync(new StringReader(text), CancellationToken.None);
        return string.Join('|', lines);
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
