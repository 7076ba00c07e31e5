using Fairlead.Primitives;
using Fairlead.Recipes.Toml;

namespace Fairlead.Recipes.Tests.Toml;

public class PositionTests
{
    [Test]
    public void Every_value_and_key_knows_its_place()
    {
        var document = Documents.Read("'é😀' = [1, 'x',\r\n  {y = 2}]\n[a.b]\nc.d = 3\n[[e]]\n[[e]]\n");
        var list = (TomlArray)document["é😀"];
        var a = (TomlTable)document["a"];
        var b = (TomlTable)a["b"];
        Assert.That(document.Position, Is.EqualTo(new SourcePosition(1, 1)));
        Assert.That(document.PositionOf("é😀"), Is.EqualTo(new SourcePosition(1, 1)));
        Assert.That(list.Position, Is.EqualTo(new SourcePosition(1, 8)));
        Assert.That(list.Items.Select(item => $"{item.Position}"), Is.EqualTo(new[] { "1:9", "1:12", "2:3" }));
        Assert.That(((TomlTable)list.Items[2]).PositionOf("y"), Is.EqualTo(new SourcePosition(2, 4)));
        Assert.That(document.PositionOf("a"), Is.EqualTo(new SourcePosition(3, 2)));
        Assert.That(a.PositionOf("b"), Is.EqualTo(new SourcePosition(3, 4)));
        Assert.That(b.PositionOf("c"), Is.EqualTo(new SourcePosition(4, 1)));
        Assert.That(((TomlTable)b["c"]).PositionOf("d"), Is.EqualTo(new SourcePosition(4, 3)));
        Assert.That(((TomlTable)b["c"])["d"].Position, Is.EqualTo(new SourcePosition(4, 7)));
        Assert.That(((TomlArray)document["e"]).Items.Select(item => $"{item.Position}"), Is.EqualTo(new[] { "5:3", "6:3" }));
    }

    [Test]
    public void An_implied_table_stands_at_its_own_header_once_it_has_one() =>
        Assert.That(Documents.Read("[a.b]\n[a]\n").PositionOf("a"), Is.EqualTo(new SourcePosition(2, 2)));

    [Test]
    public void Entries_keep_the_order_of_the_document() =>
        Assert.That(
            Documents.Read("z = 1\n[m.n]\n[a]\n[m]\n").Select(entry => entry.Key),
            Is.EqualTo(new[] { "z", "m", "a" }));

    [Test]
    public void A_missing_key_is_no_entry()
    {
        var document = Documents.Read("a = 1");
        Assert.That(document.TryGet("a", out var found));
        Assert.That(found, Is.EqualTo(new TomlInteger(1, new SourcePosition(1, 5))));
        Assert.That(document.TryGet("b", out _), Is.False);
        Assert.That(document.Count, Is.EqualTo(1));
        Assert.Throws<KeyNotFoundException>(() => document.PositionOf("b"));
    }

    [Test]
    public void A_refusal_names_file_and_place()
    {
        var refusal = Documents.Refusal("[a]\nnäme = 1");
        Assert.That(refusal.File, Is.EqualTo("test.toml"));
        Assert.That(refusal.Position, Is.EqualTo(new SourcePosition(2, 2)));
        Assert.That(refusal.ExitCode, Is.EqualTo(ExitCode.Usage));
    }
}
