namespace Fairlead.Recipes.Tests.Toml;

public class KeyTests
{
    [TestCase("key = 1", "key")]
    [TestCase("bare_key-9 = 1", "bare_key-9")]
    [TestCase("1234 = 1", "1234")]
    [TestCase("- = 1", "-")]
    [TestCase("\"a.b c\" = 1", "a.b c")]
    [TestCase("\"\\u00e9\\n\" = 1", "é\n")]
    [TestCase("'a\"\\b' = 1", "a\"\\b")]
    [TestCase("\"\" = 1", "")]
    [TestCase("'' = 1", "")]
    [TestCase("\tkey\t=\t1\t", "key")]
    [TestCase("key=1", "key")]
    [TestCase("true = 1", "true")]
    [TestCase("inf = 1", "inf")]
    [TestCase("1979-05-27 = 1", "1979-05-27")]
    public void A_key_is_bare_or_quoted(string text, string expected) =>
        Assert.That(Documents.Read(text).Keys, Is.EqualTo(new[] { expected }));

    [TestCase("a.b.c = 1", "{a:{b:{c:1}}}")]
    [TestCase("a . b\t.c = 1", "{a:{b:{c:1}}}")]
    [TestCase("a.'b.c'.\"d\" = 1", "{a:{b.c:{d:1}}}")]
    [TestCase("3.14 = 1", "{3:{14:1}}")]
    [TestCase("a.b = 1\na.c = 2", "{a:{b:1,c:2}}")]
    [TestCase("a.x = 1\nb.x = 2\na.y = 3", "{a:{x:1,y:3},b:{x:2}}")]
    [TestCase("a.b.c = 1\na.d = 2", "{a:{b:{c:1},d:2}}")]
    public void A_dotted_key_makes_tables(string text, string expected) =>
        Assert.That(Documents.Plain(text), Is.EqualTo(expected));

    [TestCase("= 1", 1, "a key", "'='")]
    [TestCase("é = 1", 1, "a key", "'é'")]
    [TestCase("😀 = 1", 1, "a key", "'😀'")]
    [TestCase("a b = 1", 3, "'='", "'b'")]
    [TestCase("a. = 1", 4, "a key", "'='")]
    [TestCase("a..b = 1", 3, "a key", "'.'")]
    [TestCase(".a = 1", 1, "a key", "'.'")]
    [TestCase("a", 2, "'='", "end of file")]
    [TestCase("a =", 4, "a value", "end of file")]
    [TestCase("a = # none", 5, "a value", "'#'")]
    [TestCase("a\n= 1", 2, "'='", "end of line")]
    [TestCase("a =\n1", 4, "a value", "end of line")]
    [TestCase("a = 1 b = 2", 7, "end of line", "'b'")]
    [TestCase("\"\"\"a\"\"\" = 1", 3, "'='", "'\"'")]
    [TestCase("'''a''' = 1", 3, "'='", "'''")]
    [TestCase("\"a\nb\" = 1", 3, "the closing \"", "end of line")]
    [TestCase("a = 1\ta", 7, "end of line", "'a'")]
    public void A_bad_assignment_is_refused_where_it_goes_wrong(string text, int column, string expected, string found) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:1:{column}: expected {expected}, found {found}"));
}
