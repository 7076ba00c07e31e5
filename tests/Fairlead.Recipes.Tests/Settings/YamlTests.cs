using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Settings;

public sealed class YamlTests
{
    [TestCase("1", "1")]
    [TestCase("-0o17", "\"-0o17\"")]
    [TestCase("0o17", "15")]
    [TestCase("0x1F", "31")]
    [TestCase("1.5", "1.5")]
    [TestCase("1.0", "1.0")]
    [TestCase("1e-4", "0.0001")]
    [TestCase("1e-5", "1.0E-05")]
    [TestCase("1e20", "1.0E+20")]
    [TestCase("2.", "2.0")]
    [TestCase("True", "true")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("~", "null")]
    [TestCase("", "null")]
    [TestCase("'1'", "\"1\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("!!str 12", "\"12\"")]
    [TestCase("1_000", "\"1_000\"")]
    [TestCase("12:30", "\"12:30\"")]
    [TestCase("2026-01-02", "\"2026-01-02\"")]
    [TestCase("${oc.env:HOME}", "\"${oc.env:HOME}\"")]
    public void A_scalar_follows_the_core_schema_and_is_written_as_a_number_every_reader_knows(string yaml, string json) =>
        Assert.That(CanonicalJson.Write(Read($"a: {yaml}").ToJson()), Is.EqualTo($$"""{"a":{{json}}}"""));

    [Test]
    public void Every_node_knows_its_line()
    {
        var table = Read("a: 1\nb:\n  c: [x,\n    y]\n");

        Assert.Multiple(() =>
        {
            Assert.That(table.Find("a")!.Origin.Line, Is.EqualTo(1));
            Assert.That(((ListSetting)table.Find("b.c")!).Items[1].Origin.Line, Is.EqualTo(4));
        });
    }

    [Test]
    public void Anchors_aliases_and_merge_keys_are_followed() =>
        Assert.That(
            CanonicalJson.Write(Read("base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nmany: {<<: [{p: 1}, {p: 2, q: 2}]}\n").ToJson()),
            Is.EqualTo("""{"base":{"x":1,"y":2},"many":{"p":1,"q":2},"own":{"x":1,"y":3}}"""));

    [TestCase("a: 1\na: 2\n", "t.yaml:2: the key 'a' appears twice")]
    [TestCase("a: [1\nb: 2\n", "t.yaml:")]
    [TestCase("a: 99999999999999999999\n", "t.yaml:1: the integer 99999999999999999999 does not fit in 64 bits")]
    [TestCase("- 1\n", "t.yaml:1: expected a table at the top, found a list")]
    [TestCase("a: 1\n---\nb: 2\n", "expected one document")]
    [TestCase("a: !!binary x\n", "t.yaml:1: the tag 'tag:yaml.org,2002:binary' is not understood")]
    [TestCase("a: *nowhere\n", "t.yaml:1")]
    [TestCase("? [a]\n: 1\n", "t.yaml:1: expected a plain key")]
    [TestCase(" : 1[*'e<@&#*0[}", "not valid YAML: expected a value")]
    public void A_mistake_names_its_file_and_line(string yaml, string message)
    {
        var fault = Assert.Throws<FairleadException>(() => Read(yaml))!;

        Assert.Multiple(() =>
        {
            Assert.That(fault.Message, Does.Contain(message));
            Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        });
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => YamlSettings.ReadFile("/nowhere/at/all.yaml", "recipe config"), Throws.InstanceOf<FairleadException>().With.Message.Contains("/nowhere/at/all.yaml"));

    [Test]
    public void An_empty_file_is_an_empty_table() => Assert.That(Read("# nothing\n").Items, Is.Empty);

    [Test]
    public void A_number_that_json_cannot_carry_is_refused_with_its_place() =>
        Assert.That(() => Read("a: .inf").ToJson(), Throws.InstanceOf<FairleadException>().With.Message.Contains("t.yaml:1"));

    private static TableSetting Read(string yaml) => YamlSettings.Read(yaml, "t.yaml", "recipe config");
}
