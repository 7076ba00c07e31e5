using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Primitives.Tests;

public sealed class ShellQuoting
{
    [Test]
    public void Any_values_come_back_unchanged_from_a_real_shell()
    {
        var word = Gen.Choose(1, 0x2FF).Select(code => ((char)code).ToString()).ArrayOf().Select(string.Concat);
        var words = word.NonEmptyListOf().ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(words, values => Echo(values).SequenceEqual(values)));
    }

    [TestCase("", "''")]
    [TestCase("plain-word_1.2/3", "plain-word_1.2/3")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("$HOME", "'$HOME'")]
    [TestCase("~", "'~'")]
    [TestCase("a\nb", "'a\nb'")]
    public void A_value_is_quoted_only_when_it_must_be(string value, string word) =>
        Assert.That(ShellWord.Quote(value), Is.EqualTo(word));

    [Test]
    public void A_value_with_a_NUL_is_refused() =>
        Assert.That(Assert.Throws<FairleadException>(() => ShellWord.Quote("a\0b"))!.Message, Does.Contain("'a\\0b'"));

    private static List<string> Echo(IEnumerable<string> values)
    {
        var script = $"printf '%s\\0' {ShellWord.QuoteAll(values)}";
        var result = ChildProcess.RunAsync("sh", [], input: script).GetAwaiter().GetResult();
        Assert.That(result.Succeeded, Is.True, result.Error);
        return [.. result.Output.Split('\0')[..^1]];
    }
}
