namespace Fairlead.Primitives.Tests;

public sealed class WordSplitTests
{
    private static readonly TestCaseData<string, string[]>[] Texts =
    [
        new("", []),
        new("/bin/sh  -c", ["/bin/sh", "-c"]),
        new("'echo \"$A\" $$ \\'", ["echo \"$A\" $$ \\"]),
        new("a'b c'd", ["ab cd"]),
        new("\"x \\\" \\$y \\z\"", ["x \" $y \\z"]),
        new("a\\ b ''", ["a b", ""]),
        new("'it'\\''s'\n", ["it's"]),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Blanks_separate_and_quotes_protect(string text, string[] words) => Assert.That(WordSplit.Split(text), Is.EqualTo(words));

    [TestCase("'a")]
    [TestCase("\"a")]
    public void A_quote_that_is_not_closed_gives_nothing(string text) => Assert.That(WordSplit.Split(text), Is.Null);
}
