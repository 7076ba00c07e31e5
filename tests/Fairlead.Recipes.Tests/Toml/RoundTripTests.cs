using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Toml;

public class RoundTripTests
{
    [Test]
    public void Every_value_reads_as_it_was_meant() =>
        Prop.ForAll(RandomToml.Table(depth: 4).ToArbitrary(), sample =>
        {
            var read = TaggedJson.From(Documents.ReadValue(sample.Toml));
            return JsonNode.DeepEquals(read, JsonNode.Parse(sample.Json)).Label($"read as {read.ToJsonString()}");
        }).QuickCheckThrowOnFailure();
}
