using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Stages.Tests;

public sealed class StageInputsTests
{
    [Test]
    public void The_key_ignores_the_order_of_inputs() =>
        Prop.ForAll(Names().ToArbitrary(), names =>
        {
            var inputs = names.Select((name, i) => new StageInput(name, $"{i}")).ToArray();
            var shuffled = inputs.ToArray();
            new Random(inputs.Length).Shuffle(shuffled);
            return Of([.. inputs]).Key == Of([.. shuffled]).Key;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_key_differs_when_any_value_differs() =>
        Prop.ForAll(Names().Where(names => names.Length > 0).ToArbitrary(), Texts().ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (names, value, at) =>
        {
            var inputs = names.Select(name => new StageInput(name, "before")).ToArray();
            var changed = inputs.ToArray();
            changed[at % names.Length] = changed[at % names.Length] with { Value = value };
            return value == "before" || Of([.. inputs]).Key != Of([.. changed]).Key;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_key_differs_when_any_name_differs() =>
        Prop.ForAll(Texts().ToArbitrary(), Texts().ToArbitrary(), (one, other) =>
            one == other || Of([new StageInput(one, "v")]).Key != Of([new StageInput(other, "v")]).Key).QuickCheckThrowOnFailure();

    [Test]
    public void The_key_is_the_digest_of_canonical_json() =>
        Prop.ForAll(Names().ToArbitrary(), names =>
        {
            var members = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)name)));
            var document = new JsonObject { ["version"] = 1, ["stage"] = "package", ["inputs"] = members };
            return Of([.. names.Select(name => new StageInput(name, name))]).Key == CanonicalJson.DigestOf(document);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_inputs_document_can_be_read_back() =>
        Prop.ForAll(Names().ToArbitrary(), names =>
        {
            var written = Of([.. names.Select(name => new StageInput(name, name))]);
            var read = InputsDocument.Read(InputsDocument.Write(written).Span, written.Subject);
            return read.Key == written.Key && read.Inputs.SequenceEqual(written.Inputs) && read.Stage == written.Stage;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void The_key_of_a_known_document_never_changes() =>
        Assert.That(
            Of([new StageInput("setting:nodes", "2")]).Key,
            Is.EqualTo(Digest.Of("""{"inputs":{"setting:nodes":"2"},"stage":"package","version":1}""")));

    [Test]
    public void Stage_and_version_are_part_of_the_key_and_the_subject_is_not()
    {
        var inputs = Of([]);

        Assert.That(new StageInputs("render", 1, "s", []).Key, Is.Not.EqualTo(inputs.Key));
        Assert.That(new StageInputs("package", 2, "s", []).Key, Is.Not.EqualTo(inputs.Key));
        Assert.That(new StageInputs("package", 1, "another", []).Key, Is.EqualTo(inputs.Key));
    }

    [Test]
    public void A_name_given_twice_is_refused() =>
        Assert.That(
            () => Of([new StageInput("setting:nodes", "1"), new StageInput("setting:nodes", "2")]),
            Throws.TypeOf<FairleadException>().With.Message.Contains("'setting:nodes' twice"));

    [Test]
    public void Text_that_is_not_unicode_is_refused_because_two_values_could_be_written_alike() =>
        Assert.That(
            () => Of([new StageInput("setting:name", "\ud800")]),
            Throws.TypeOf<FairleadException>().With.Message.Contains("not valid Unicode"));

    private static StageInputs Of(ImmutableArray<StageInput> inputs) => new("package", 1, "s", inputs);

    private static Gen<string[]> Names() => Texts().ArrayOf().Select(names => names.Distinct(StringComparer.Ordinal).ToArray());

    // Quotes, backslashes, controls and letters beyond ASCII: all that JSON treats specially.
    private static Gen<string> Texts() =>
        Gen.Elements("a", "b", ":", "/", "\"", "\\", "\n", "\u0001", "é", "😀", "<", " ").ListOf().Select(parts => string.Concat(parts));
}
