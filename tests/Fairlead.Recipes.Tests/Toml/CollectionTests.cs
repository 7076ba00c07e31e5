namespace Fairlead.Recipes.Tests.Toml;

public class CollectionTests
{
    [TestCase("[]", "[]")]
    [TestCase("[ 1, 2 ]", "[1,2]")]
    [TestCase("[1,2,]", "[1,2]")]
    [TestCase("[[1], [], [[2]]]", "[[1],[],[[2]]]")]
    [TestCase("[1, {a = 2}, [3]]", "[1,{a:2},[3]]")]
    [TestCase("[ # one\n 1 # two\n , # three\n 2\n\n # four\n]", "[1,2]")]
    [TestCase("[\r\n1,\r\n]", "[1]")]
    [TestCase("[\n]", "[]")]
    public void An_array_may_span_lines_and_end_in_a_comma(string written, string expected) =>
        Assert.That(Documents.Plain($"x = {written}"), Is.EqualTo($"{{x:{expected}}}"));

    [TestCase("{}", "{}")]
    [TestCase("{ }", "{}")]
    [TestCase("{a=1,b=2}", "{a:1,b:2}")]
    [TestCase("{ a . b = 1, a.c = 2 }", "{a:{b:1,c:2}}")]
    [TestCase("{a = {b = {}}}", "{a:{b:{}}}")]
    [TestCase("{a = [\n1,\n2\n]}", "{a:[1,2]}")]
    [TestCase("{'a b' = 1, \"\" = 2}", "{a b:1,:2}")]
    [TestCase("{a = 1,}", "{a:1}")]
    [TestCase("{ a = 1 , }", "{a:1}")]
    [TestCase("{\na = 1}", "{a:1}")]
    [TestCase("{a = 1\n}", "{a:1}")]
    [TestCase("{\r\n  a = 1, # one\r\n  # two\r\n  b = 2,\r\n}", "{a:1,b:2}")]
    [TestCase("{a = 1\n, b = {\n}\n}", "{a:1,b:{}}")]
    public void An_inline_table_may_span_lines_and_end_in_a_comma(string written, string expected) =>
        Assert.That(Documents.Plain($"x = {written}"), Is.EqualTo($"{{x:{expected}}}"));

    [TestCase("[1 2]", "1:8: expected ',' or ']', found '2'")]
    [TestCase("[,]", "1:6: expected a value, found ','")]
    [TestCase("[1,,2]", "1:8: expected a value, found ','")]
    [TestCase("[1,", "2:1: expected a value, found end of file")]
    [TestCase("[1", "2:1: expected ',' or ']', found end of file")]
    [TestCase("[\n1\n2]", "3:1: expected ',' or ']', found '2'")]
    [TestCase("[1]]", "1:8: expected end of line, found ']'")]
    [TestCase("[a]", "1:6: expected a value (text needs quotes), found 'a'")]
    [TestCase("[1}", "1:7: expected ',' or ']', found '}'")]
    [TestCase("{,}", "1:6: expected a key or '}', found ','")]
    [TestCase("{a = 1,, b = 2}", "1:12: expected a key or '}', found ','")]
    [TestCase("{a = 1, # one\n! }", "2:1: expected a key or '}', found '!'")]
    [TestCase("{a = 1 # one\nb = 2}", "2:1: expected ',' or '}', found 'b'")]
    [TestCase("{a = 1 b = 2}", "1:12: expected ',' or '}', found 'b'")]
    [TestCase("{a}", "1:7: expected '=', found '}'")]
    [TestCase("{a = 1", "2:1: expected ',' or '}', found end of file")]
    [TestCase("{a = 1, a = 2}", "1:13: expected a new key, found 'a', already a value (line 1)")]
    [TestCase("{a = {}, a.b = 2}", "1:14: expected a new key, found 'a', already an inline table (line 1)")]
    [TestCase("{a.b = 1, a = 2}", "1:15: expected a new key, found 'a', already a table (line 1)")]
    [TestCase("{a = 1, a.b = 2}", "1:13: expected a new key, found 'a', already a value (line 1)")]
    public void A_bad_array_or_inline_table_is_refused_where_it_goes_wrong(string written, string message) =>
        Assert.That(Documents.Refusal($"x = {written}\n").Message, Is.EqualTo($"test.toml:{message}"));
}
