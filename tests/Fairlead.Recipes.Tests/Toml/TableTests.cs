namespace Fairlead.Recipes.Tests.Toml;

public class TableTests
{
    [TestCase("", "{}")]
    [TestCase("[a]", "{a:{}}")]
    [TestCase("x = 1\n[a]\ny = 2\n[b]\nz = 3", "{x:1,a:{y:2},b:{z:3}}")]
    [TestCase("[ a . 'b' ] # comment\nx = 1", "{a:{b:{x:1}}}")]
    [TestCase("[a.b.c]\nx = 1\n[a]\ny = 2", "{a:{b:{c:{x:1}},y:2}}")]
    [TestCase("[a.b]\n[a.c]", "{a:{b:{},c:{}}}")]
    [TestCase("[a]\nb.c = 1\n[a.b.d]\nx = 2", "{a:{b:{c:1,d:{x:2}}}}")]
    [TestCase("a.b = 1\n[a.c]\nx = 2", "{a:{b:1,c:{x:2}}}")]
    [TestCase("[a.b.c]\n[a]\nb.x = 1\nb.y = 2", "{a:{b:{c:{},x:1,y:2}}}")]
    public void A_header_opens_a_table(string text, string expected) => Assert.That(Documents.Plain(text), Is.EqualTo(expected));

    [TestCase("[[a]]\nx = 1\n[[a]]\n[[a]]\nx = 3", "{a:[{x:1},{},{x:3}]}")]
    [TestCase("[[ a . b ]]\nx = 1", "{a:{b:[{x:1}]}}")]
    [TestCase("[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\nx = 2", "{a:[{b:{x:1}},{b:{x:2}}]}")]
    [TestCase("[[a]]\n[[a.b]]\nx = 1\n[[a.b]]\nx = 2\n[[a]]\n[[a.b]]\nx = 3", "{a:[{b:[{x:1},{x:2}]},{b:[{x:3}]}]}")]
    [TestCase("[a]\nb.c = 1\n[[a.b.d]]\nx = 2", "{a:{b:{c:1,d:[{x:2}]}}}")]
    [TestCase("[[a.b]]\n[a]\nx = 1", "{a:{b:[{}],x:1}}")]
    public void A_double_header_appends_a_table(string text, string expected) => Assert.That(Documents.Plain(text), Is.EqualTo(expected));

    [TestCase("a = 1\na = 2", "2:1: expected a new key, found 'a', already a value (line 1)")]
    [TestCase("a = 1\n\"a\" = 2", "2:1: expected a new key, found 'a', already a value (line 1)")]
    [TestCase("a = 1\na.b = 2", "2:1: expected a new key, found 'a', already a value (line 1)")]
    [TestCase("a.b = 1\na = 2", "2:1: expected a new key, found 'a', already a table (line 1)")]
    [TestCase("a = {}\na.b = 1", "2:1: expected a new key, found 'a', already an inline table (line 1)")]
    [TestCase("a.b = {}\na.b.c = 1", "2:3: expected a new key, found 'b', already an inline table (line 1)")]
    [TestCase("[a]\nb = 1\n[a]", "3:2: expected a new table, found 'a', already a table (line 1)")]
    [TestCase("[a]\nb = 1\n[a.b]", "3:4: expected a new table, found 'b', already a value (line 2)")]
    [TestCase("[a]\nb = 1\n[a.b.c]", "3:4: expected a table, found 'b', already a value (line 2)")]
    [TestCase("a = []\n[a.b]", "2:2: expected a table, found 'a', already an array (line 1)")]
    [TestCase("a = {}\n[a]", "2:2: expected a new table, found 'a', already an inline table (line 1)")]
    [TestCase("a = {}\n[a.b]", "2:2: expected a table, found 'a', already an inline table (line 1)")]
    [TestCase("a.b = 1\n[a]", "2:2: expected a new table, found 'a', already a table (line 1)")]
    [TestCase("[a]\nb.c.d = 1\n[a.b.c]", "3:6: expected a new table, found 'c', already a table (line 2)")]
    [TestCase("[a.b]\n[a]\nb.c = 1", "3:1: expected a new key, found 'b', already a table (line 1)")]
    [TestCase("[a.b.c]\n[a]\nb.c.x = 1", "3:3: expected a new key, found 'c', already a table (line 1)")]
    [TestCase("[a.b.c]\n[a]\nb.x = 1\n[a.b]", "4:4: expected a new table, found 'b', already a table (line 3)")]
    [TestCase("[a]\n[a.b]\n[a]", "3:2: expected a new table, found 'a', already a table (line 1)")]
    [TestCase("[[a]]\n[a]", "2:2: expected a new table, found 'a', already an array of tables (line 1)")]
    [TestCase("[a]\n[[a]]", "2:3: expected a new array of tables, found 'a', already a table (line 1)")]
    [TestCase("[a.b]\n[[a]]", "2:3: expected a new array of tables, found 'a', already a table (line 1)")]
    [TestCase("a = [{}]\n[[a]]", "2:3: expected a new array of tables, found 'a', already an array (line 1)")]
    [TestCase("[[a.b]]\n[a]\nb.c = 1", "3:1: expected a new key, found 'b', already an array of tables (line 1)")]
    [TestCase("[[a]]\n[a.b]\n[[a.b]]", "3:5: expected a new array of tables, found 'b', already a table (line 2)")]
    [TestCase("[[a]]\nb = 1\n[a.b]", "3:4: expected a new table, found 'b', already a value (line 2)")]
    public void Nothing_is_defined_twice(string text, string message) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:{message}"));

    [TestCase("[]", 2, "a key", "']'")]
    [TestCase("[a", 3, "']'", "end of file")]
    [TestCase("[a.]", 4, "a key", "']'")]
    [TestCase("[a]]", 4, "end of line", "']'")]
    [TestCase("[a] b = 1", 5, "end of line", "'b'")]
    [TestCase("[[a]", 5, "']]'", "end of file")]
    [TestCase("[[a] ]", 5, "']]'", "' '")]
    [TestCase("[ [a]]", 3, "a key", "'['")]
    [TestCase("[[]]", 3, "a key", "']'")]
    [TestCase("[a\n]", 3, "']'", "end of line")]
    [TestCase("[a = 1]", 4, "']'", "'='")]
    public void A_bad_header_is_refused_where_it_goes_wrong(string text, int column, string expected, string found) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:1:{column}: expected {expected}, found {found}"));
}
