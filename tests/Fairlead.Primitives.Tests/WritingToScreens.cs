namespace Fairlead.Primitives.Tests;

public sealed class WritingToScreens
{
    [TestCase("plain\tand äöü 日本", "plain\tand äöü 日本")]
    [TestCase("\e[31mred\e[0m", "\e[31mred\e[0m\e[0m")]
    [TestCase("\e[2Jcleared \e[1;1Hmoved", "cleared moved")]
    [TestCase("\e]0;title\atext", "text")]
    [TestCase("\e]52;c;ZXZpbA==\e\\text", "text")]
    [TestCase("\ePq#0\e\\text", "text")]
    [TestCase("bell\a back\b nul\0 csi\u009b2J esc\e", "bell back nul csi2J esc")]
    public void Only_colours_of_what_others_wrote_reach_a_terminal(string text, string expected)
    {
        using var screen = new StringWriter { NewLine = "\n" };
        using var writer = new ScreenWriter(screen);
        new Terminal(writer, writer).Result(text);
        writer.Write(text);
        Assert.That(screen.ToString(), Is.EqualTo($"{expected}\n{expected}"));
    }

    [Test]
    public void Files_and_pipes_get_every_byte()
    {
        using var file = new StringWriter { NewLine = "\n" };
        new Terminal(file, file).Result("\e[2J\a");
        Assert.That(file.ToString(), Is.EqualTo("\e[2J\a\n"));
    }
}
