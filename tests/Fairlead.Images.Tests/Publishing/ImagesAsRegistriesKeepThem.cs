using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Publishing;

public sealed class ImagesAsRegistriesKeepThem
{
    private static readonly Digest Manifest = Digest.Of("manifest");
    private static readonly Digest Config = Digest.Of("config");

    [TestCase("SchemaV2Manifest")]
    [TestCase("OCIManifest")]
    public void Both_kinds_of_manifest_name_the_config_and_the_sizes(string member)
    {
        var image = RegistryImage.Read(Verbose(member));
        Assert.That(image, Is.EqualTo(new RegistryImage(Manifest, Config, 10 + 200 + 3000)));
        Assert.That((image!.Is(Config), image.Is(Manifest), image.Is(Digest.Of("other"))), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void An_index_of_several_images_is_none() =>
        Assert.That(RegistryImage.Read($"[{Verbose("OCIManifest")}]"), Is.Null);

    [TestCase("", "$")]
    [TestCase("{}", "Descriptor")]
    [TestCase("""{"Descriptor":{"digest":"sha256:0","size":1}}""", "$.Descriptor.digest")]
    [TestCase("""{"Descriptor":null}""", "$.Descriptor")]
    public void What_makes_no_sense_is_told_with_its_place(string text, string place) =>
        Assert.That(() => RegistryImage.Read(text), Throws.InstanceOf<FairleadException>().With.Message.Contains(place));

    private static string Verbose(string member) => $$"""
        {
          "Ref": "127.0.0.1:5000/a:1",
          "Descriptor": { "mediaType": "x", "digest": "sha256:{{Manifest}}", "size": 528 },
          "{{member}}": {
            "config": { "size": 10, "digest": "sha256:{{Config}}" },
            "layers": [{ "size": 200, "digest": "sha256:{{Digest.Of("1")}}" }, { "size": 3000, "digest": "sha256:{{Digest.Of("2")}}" }]
          }
        }
        """;
}
