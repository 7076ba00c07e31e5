using System.Text.Json.Nodes;

namespace Fairlead.Primitives.Tests;

public sealed class CanonicalTexts
{
    [Test]
    public void Key_order_does_not_matter_and_list_order_does()
    {
        Assert.That(Digest("""{"b":1,"a":{"d":2,"c":3}}"""), Is.EqualTo(Digest("""{"a":{"c":3,"d":2},"b":1}""")));
        Assert.That(Digest("[1,2]"), Is.Not.EqualTo(Digest("[2,1]")));
    }

    [Test]
    public void Text_outside_ASCII_stays_readable() =>
        Assert.That(CanonicalJson.Write(JsonNode.Parse("\"caf\\u00e9 + <x>\"")), Is.EqualTo("\"café + <x>\""));

    private static Digest Digest(string json) => CanonicalJson.DigestOf(JsonNode.Parse(json));
}
