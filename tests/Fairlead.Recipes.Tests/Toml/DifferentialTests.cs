using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Recipes.Toml;
using Fairlead.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Recipes.Tests.Toml;

public partial class DifferentialTests
{
    [Test]
    public async Task Documents_read_as_python_reads_them()
    {
        if (await TomllibPeer.MissingAsync() is { } reason)
            Service.Require(available: false, reason);
        using var peer = new TomllibPeer();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(RandomDocument.Mutated.ToArbitrary(), document =>
            {
                var (ours, theirs) = (Read(document), peer.Read(document));
                return (JsonNode.DeepEquals(ours, theirs) || (theirs is null && OnlyOfToml11().IsMatch(document))).Label($"ours: {ours?.ToJsonString()}, theirs: {theirs?.ToJsonString()}");
            }));
    }

    // \e and \xHH; a time without seconds; an inline table over several lines, or with a comma at its end.
    [GeneratedRegex(@"\\[ex]|\b\d\d:\d\d(?![:\d])|\{[^{}]*\n|\n[^{}]*\}|,\s*\}")]
    private static partial Regex OnlyOfToml11();

    private static JsonNode? Read(string document)
    {
        try
        {
            return TaggedJson.From(Documents.Read(document));
        }
        catch (TomlException)
        {
            return null;
        }
    }
}
