using System.Text;
using Fairlead.Primitives;
using Fairlead.Recipes.Toml;
using Fairlead.Testing;

namespace Fairlead.Recipes.Tests.Toml;

public class TextTests
{
    [TestCase("# only a comment", "{}")]
    [TestCase("# tab\tand é 😀\na = 1", "{a:1}")]
    [TestCase("\n \t\n\na = 1 # end", "{a:1}")]
    [TestCase("a = 1\r\n# two\r\nb = 2\r\n", "{a:1,b:2}")]
    [TestCase("\uFEFFa = 1", "{a:1}")]
    public void Blanks_comments_and_line_ends_mean_nothing(string text, string expected) =>
        Assert.That(Documents.Plain(text), Is.EqualTo(expected));

    [TestCase("a = 1\rb = 2", "1:6: expected end of line, found a carriage return without a line feed")]
    [TestCase("a = 1\r", "1:6: expected end of line, found a carriage return without a line feed")]
    [TestCase("# a\rb", "1:4: expected a comment without control characters, found a carriage return without a line feed")]
    [TestCase("# a\u0000", "1:4: expected a comment without control characters, found U+0000")]
    [TestCase("a = 1 # \u007f", "1:9: expected a comment without control characters, found U+007F")]
    [TestCase("a = 1\n\u000c", "2:1: expected a key, found U+000C")]
    [TestCase("a\u00a0= 1", "1:2: expected '=', found U+00A0")]
    [TestCase("\uFEFF\uFEFFa = 1", "1:1: expected a key, found U+FEFF")]
    public void Anything_else_between_tokens_is_refused(string text, string message) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:{message}"));

    // Made at run time: attributes are stored as UTF-8, which has no half pairs.
    [TestCase(0xD800, "1:7")]
    [TestCase(0xDC00, "1:7")]
    public void Half_a_surrogate_pair_is_refused(int half, string position) =>
        Assert.That(
            Documents.Refusal($"a = '😀{(char)half}'").Message,
            Is.EqualTo($"test.toml:{position}: expected the closing ', found half a surrogate pair (U+{half:X4})"));

    [TestCase(new byte[] { 0xC3 }, "1:6", "0xC3")]
    [TestCase(new byte[] { 0xFF }, "1:6", "0xFF")]
    [TestCase(new byte[] { 0xC0, 0x80 }, "1:6", "0xC0")]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 }, "1:6", "0xED")]
    [TestCase(new byte[] { 0xC3, 0xA9, 0x0A, 0xF4, 0x90, 0x80, 0x80 }, "2:1", "0xF4")]
    public void Bytes_that_are_not_utf8_are_refused(byte[] bytes, string position, string found)
    {
        byte[] document = [.. "a = '"u8, .. bytes, .. "'"u8];
        var refusal = Assert.Throws<TomlException>(() => TomlReader.ReadBytes(document, "test.toml"))!;
        Assert.That(refusal.Message, Is.EqualTo($"test.toml:{position}: expected UTF-8, found the byte {found}"));
    }

    [Test]
    public void A_file_is_read_from_its_bytes()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("env.toml");
        File.WriteAllBytes(path, [.. Encoding.UTF8.Preamble, .. "name = 'é'"u8]);
        Assert.That(((TomlString)TomlReader.ReadFile(path)["name"]).Value, Is.EqualTo("é"));
    }

    [Test]
    public void A_missing_file_is_the_users_error()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("none/env.toml");
        var refusal = Assert.Throws<FairleadException>(() => TomlReader.ReadFile(path))!;
        Assert.That(refusal.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(refusal.Message, Is.EqualTo($"expected a TOML file at '{path}', found none"));
    }

    [Test]
    public void An_unreadable_file_is_the_users_error()
    {
        using var directory = new TemporaryDirectory();
        var refusal = Assert.Throws<FairleadException>(() => TomlReader.ReadFile(directory.Path))!;
        Assert.That(refusal.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(refusal.Message, Does.StartWith($"cannot read the TOML file '{directory.Path}': "));
    }
}
