using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

public class StringTests
{
    [TestCase("""  "plain"  """, "plain")]
    [TestCase("""  ""  """, "")]
    [TestCase("""  "a # b"  """, "a # b")]
    [TestCase("""  "\b\t\n\f\r\"\\"  """, "\b\t\n\f\r\"\\")]
    [TestCase("""  "\u00e9 \u00E9 \U0001F600"  """, "é é 😀")]
    [TestCase("""  "\e \x41\xe9\x00"  """, "\u001b Aé\0")]
    [TestCase("\"tab\there\"", "tab\there")]
    [TestCase("\"é😀\uFFFD\"", "é😀\uFFFD")]
    public void A_basic_string_holds_characters_and_escapes(string written, string expected) =>
        Assert.That(Text(written), Is.EqualTo(expected));

    [TestCase("""'C:\new\table'""", """C:\new\table""")]
    [TestCase("""'say "hi"'""", """say "hi" """)]
    [TestCase("''", "")]
    [TestCase("""'\u0041'""", """\u0041""")]
    public void A_literal_string_is_taken_as_it_stands(string written, string expected) =>
        Assert.That(Text(written), Is.EqualTo(expected.TrimEnd()));

    [TestCase("\"\"\"\na\nb\"\"\"", "a\nb")]
    [TestCase("\"\"\"a\n\"\"\"", "a\n")]
    [TestCase("\"\"\"\r\na\r\nb\"\"\"", "a\r\nb")]
    [TestCase("\"\"\"\n\na\"\"\"", "\na")]
    [TestCase("'''\na\n\\b'''", "a\n\\b")]
    [TestCase("'''\r\na'''", "a")]
    [TestCase("\"\"\"\"\"\"", "")]
    [TestCase("''''''", "")]
    public void A_multiline_string_drops_only_a_first_line_end(string written, string expected) =>
        Assert.That(Text(written), Is.EqualTo(expected));

    [TestCase("\"\"\"a \\\n\n  \t b\"\"\"", "a b")]
    [TestCase("\"\"\"a\\  \n b\"\"\"", "ab")]
    [TestCase("\"\"\"a\\ \nb\"\"\"", "ab")]
    [TestCase("\"\"\"a\\\t\r\nb\"\"\"", "ab")]
    [TestCase("\"\"\"a\\\r\n\r\n b\"\"\"", "ab")]
    [TestCase("\"\"\"\\\n  a\\\n  \"\"\"", "a")]
    [TestCase("\"\"\"a\\\\\nb\"\"\"", "a\\\nb")]
    public void A_backslash_at_a_line_end_swallows_white_space(string written, string expected) =>
        Assert.That(Text(written), Is.EqualTo(expected));

    [TestCase("\"\"\"a\"\"\"\"\"", "a\"\"")]
    [TestCase("\"\"\"\"\"a\"\"\"", "\"\"a")]
    [TestCase("\"\"\"a\"\"b\"\"\"", "a\"\"b")]
    [TestCase("'''a''''", "a'")]
    [TestCase("'''''a'''''", "''a''")]
    [TestCase("\"\"\"a\\\"\"\"\"", "a\"")]
    public void Up_to_two_quotes_may_stand_inside_a_multiline_string(string written, string expected) =>
        Assert.That(Text(written), Is.EqualTo(expected));

    [TestCase("\"", 6, "the closing \"", "end of line")]
    [TestCase("'", 6, "the closing '", "end of line")]
    [TestCase("\"a\nb\"", 7, "the closing \"", "end of line")]
    [TestCase("\"\u0000\"", 6, "the closing \"", "U+0000")]
    [TestCase("\"\u007f\"", 6, "the closing \"", "U+007F")]
    [TestCase("'a\u001fb'", 7, "the closing '", "U+001F")]
    [TestCase("\"\"\"\u0008\"\"\"", 8, "the closing \"\"\"", "U+0008")]
    [TestCase("\"\"\"a\rb\"\"\"", 9, "the closing \"\"\"", "a carriage return without a line feed")]
    [TestCase("'''\u000b'''", 8, "the closing '''", "U+000B")]
    [TestCase("\"\"\"a\"\"\"\"\"\"", 14, "end of line", "'\"'")]
    [TestCase("'''a''''''", 14, "end of line", "'''")]
    [TestCase("""  "\a"  """, 9, "an escape (one of b t n f r e \" \\ x u U) after the backslash", "'a'")]
    [TestCase("""  "\x4"  """, 11, "2 hexadecimal digits", "'\"'")]
    [TestCase("""  "\ a"  """, 9, "an escape (one of b t n f r e \" \\ x u U) after the backslash", "' '")]
    [TestCase("\"\"\"a\\ b\"\"\"", 10, "an escape (one of b t n f r e \" \\ x u U) after the backslash", "' '")]
    [TestCase("""  "\u12"  """, 12, "4 hexadecimal digits", "'\"'")]
    [TestCase("""  "\U0001F60"  """, 17, "8 hexadecimal digits", "'\"'")]
    [TestCase("""  "\ud800"  """, 10, "the number of a Unicode character", "'d800'")]
    [TestCase("""  "\uDFFF"  """, 10, "the number of a Unicode character", "'DFFF'")]
    [TestCase("""  "\U00110000"  """, 10, "the number of a Unicode character", "'00110000'")]
    public void A_bad_string_is_refused_where_it_goes_wrong(string written, int column, string expected, string found) =>
        Assert.That(
            Documents.Refusal($"x = {written}\n").Message,
            Is.EqualTo($"test.toml:1:{column}: expected {expected}, found {found}"));

    private static string Text(string written) => ((TomlString)Documents.ReadValue(written)).Value;
}
