namespace Fairlead.Primitives.Tests;

public sealed class Digests
{
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Test]
    public void Text_bytes_and_streams_of_the_same_content_agree()
    {
        Assert.That(Digest.Of("").ToString(), Is.EqualTo(OfNothing));
        Assert.That(Digest.Of("abc"u8), Is.EqualTo(Digest.Of("abc")));
        using var stream = new MemoryStream("abc"u8.ToArray());
        Assert.That(Digest.Of(stream), Is.EqualTo(Digest.Of("abc")));
    }

    [TestCase("")]
    [TestCase("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [TestCase("e3b0")]
    public void Only_sixty_four_lower_case_hexadecimal_characters_are_a_digest(string text) =>
        Assert.Throws<FormatException>(() => Digest.Parse(text));

    [Test]
    public void A_digest_reads_back_from_its_text() =>
        Assert.That(Digest.Parse(OfNothing), Is.EqualTo(Digest.Of("")));
}
