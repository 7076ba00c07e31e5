using Fairlead.Primitives;

namespace Fairlead.Runs.Tests;

public sealed class SecretsOnDemand
{
    [Test]
    public void A_random_one_is_another_each_time()
    {
        var (one, other) = (SecretValue.Resolve("S", "random:32").Reveal(), SecretValue.Resolve("S", "random:32").Reveal());
        Assert.That(one, Does.Match("^[0-9a-f]{64}$").And.Not.EqualTo(other));
    }

    [TestCase("random:8")]
    [TestCase("random:-32")]
    [TestCase("random:many")]
    [TestCase("vault:path")]
    public void What_leads_nowhere_is_refused(string reference) =>
        Assert.That(() => SecretValue.Resolve("S", reference), Throws.TypeOf<FairleadException>().With.Message.Contains("random:BYTES (16 to 1024)").And.Message.Contains(reference));
}
