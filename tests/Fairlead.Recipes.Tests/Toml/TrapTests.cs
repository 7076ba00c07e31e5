using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

/// <summary>What Tomlyn takes without a word, fails on, or refuses without a position.</summary>
public class TrapTests
{
    private const string NoEscape = "an escape (one of b t n f r e \" \\ x u U) after the backslash";

    [TestCase("x = \"\\", "1:7", NoEscape)]
    [TestCase("x = \"\"\"\\", "1:9", NoEscape)]
    [TestCase("x = \"\\u12", "1:10", "4 hexadecimal digits")]
    [TestCase("x = \"\\U0001F60", "1:15", "8 hexadecimal digits")]
    [TestCase("x = \"\\x4", "1:9", "2 hexadecimal digits")]
    [TestCase("\"\\", "1:3", NoEscape)]
    [TestCase("x = {\"\\", "1:8", NoEscape)]
    public void An_escape_that_the_end_of_the_file_cuts_off_is_refused(string text, string position, string expected) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:{position}: expected {expected}, found end of file"));

    [TestCase("x = \"a\\\nb\"", "1:8", "end of line")]
    [TestCase("x = \"a\\\r\nb\"", "1:8", "end of line")]
    [TestCase("x = \"a\\ \t\n b\"", "1:8", "' '")]
    [TestCase("x = \"a\\\tb\"", "1:8", "a tab")]
    [TestCase("x = \"\"\"a\\\tb\"\"\"", "1:10", "a tab")]
    [TestCase("x = \"\"\"\\\\\\\n\\ b\"\"\"", "2:2", "' '")]
    [TestCase("\"a\\\nb\" = 1", "1:4", "end of line")]
    [TestCase("[\"a\\\nb\"]", "1:5", "end of line")]
    public void A_backslash_swallows_white_space_only_at_a_line_end_of_a_multiline_string(string text, string position, string found) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:{position}: expected {NoEscape}, found {found}"));

    [TestCase("[[a]]\nb = 1\n[a.b]", "3:4")]
    [TestCase("[a.b.c]\n[a]\nb.x = 1\n[a.b]", "4:4")]
    [TestCase("a = {b = 1}\n[a.c]", "2:2")]
    [TestCase("a = {b.c = 1, b.c.d = 2}", "1:17")]
    [TestCase("a = 1\na = 2", "2:1")]
    public void A_table_rule_is_broken_where_it_is_broken(string text, string position) =>
        Assert.That($"{Documents.Refusal(text).Position}", Is.EqualTo(position));

    [TestCase("x = ", "[", 10_000, 4 + 129)]
    [TestCase("x = ", "[ ", 10_000, 4 + (2 * 128) + 1)]
    [TestCase("x = ", "{a=", 10_000, 4 + (3 * 128) + 1)]
    [TestCase("[", "a.", 100_000, 1 + (2 * 128) + 1)]
    [TestCase("", "a.", 100_000, (2 * 128) + 1)]
    public void Depth_is_refused_at_its_place(string head, string open, int depth, int column)
    {
        var refusal = Documents.Refusal($"{head}{string.Concat(Enumerable.Repeat(open, depth))}a");
        Assert.That(refusal.Message, Is.EqualTo($"test.toml:1:{column}: expected at most 128 levels of tables and arrays, found one more"));
    }

    [TestCase("a \"while expecting `]` (token: `closebracket`)\"", "1:3: expected '=', found '\"'")]
    [TestCase("a = 1 \"for an array\"", "1:7: expected end of line, found '\"'")]
    [TestCase("[a \"for a value\"]", "1:4: expected ']', found '\"'")]
    [TestCase("[[a]]\"while parsing inline table\"", "1:6: expected end of line, found '\"'")]
    public void A_fault_is_not_told_by_the_words_of_the_document(string text, string message) =>
        Assert.That(Documents.Refusal(text).Message, Is.EqualTo($"test.toml:{message}"));

    [Test, CancelAfter(60_000)]
    public void Many_characters_that_Tomlyn_takes_for_faults_are_read_in_time()
    {
        var text = new string('\uFFFD', 300_000);
        Assert.That(((TomlString)Documents.Read($"a = '{text}'")["a"]).Value, Is.EqualTo(text));
    }

    [Test]
    public void The_first_fault_is_told_whoever_finds_it()
    {
        Assert.That(Documents.Refusal("a = 1\na = 2\nb = =").Position.Line, Is.EqualTo(2));
        Assert.That(Documents.Refusal("b = =\na = 1\na = 2").Position.Line, Is.EqualTo(1));
        Assert.That(Documents.Refusal("a = 2023-02-29\nb = 1__0\n# \0").Position.Line, Is.EqualTo(1));
        Assert.That(Documents.Refusal("a = 0\nb = 1__0\n# \0").Position.Line, Is.EqualTo(2));
    }
}
