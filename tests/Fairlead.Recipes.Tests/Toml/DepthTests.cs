using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

public class DepthTests
{
    private const int Far = 100_000;

    [TestCase("x = ", "[", "1", "]", "")]
    [TestCase("x = ", "{a = ", "1", "}", "")]
    [TestCase("[", "a.", "a", "", "]")]
    [TestCase("", "a.", "a = 1", "", "")]
    public void Depth_is_bounded(string head, string open, string core, string close, string tail)
    {
        Assert.DoesNotThrow(() => Documents.Read(Nested(TomlReader.MaximumDepth - 1)));
        foreach (var depth in new[] { TomlReader.MaximumDepth + 1, Far })
            Assert.That(Documents.Refusal(Nested(depth)).Message, Does.EndWith("expected at most 128 levels of tables and arrays, found one more"));

        string Nested(int depth) =>
            head + string.Concat(Enumerable.Repeat(open, depth)) + core + string.Concat(Enumerable.Repeat(close, depth)) + tail;
    }

    [Test]
    public void Depth_counts_every_way_to_nest()
    {
        var path = string.Join('.', Enumerable.Repeat("a", TomlReader.MaximumDepth / 2));
        Assert.DoesNotThrow(() => Documents.Read($"[{path}]\nx = {{ {Shorter(path)} = 1 }}"));
        Assert.That(
            Documents.Refusal($"[{path}]\nx = {{ {path}.{path} = 1 }}").Message,
            Does.EndWith("expected at most 128 levels of tables and arrays, found one more"));
    }

    [Test]
    public void An_array_of_tables_is_two_levels()
    {
        Assert.DoesNotThrow(() => Documents.Read(Chain(TomlReader.MaximumDepth / 2)));
        Assert.That(Documents.Refusal(Chain((TomlReader.MaximumDepth / 2) + 1)).Position.Line, Is.EqualTo((TomlReader.MaximumDepth / 2) + 1));

        static string Chain(int length) =>
            string.Concat(Enumerable.Range(1, length).Select(parts => $"[[{string.Join('.', Enumerable.Repeat("a", parts))}]]\n"));
    }

    private static string Shorter(string path) => path[4..];
}
