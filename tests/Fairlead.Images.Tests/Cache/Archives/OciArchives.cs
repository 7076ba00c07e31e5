using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Archives;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache.Archives;

public sealed class OciArchives : IDisposable
{
    private const string Layer = "the bytes of a layer";
    private const string OfManifest = "application/vnd.oci.image.manifest.v1+json";
    private const string OfIndex = "application/vnd.oci.image.index.v1+json";

    private readonly StoreWorld world = new();
    private readonly TemporaryDirectory directory = new();
    private readonly TarFile archive;

    public OciArchives() => archive = new TarFile(directory.File("images.tar"));

    [TestCase("""{"org.opencontainers.image.ref.name":"team/alpha:1"}""")]
    [TestCase("""{"io.containerd.image.name":"team/alpha:1","org.opencontainers.image.ref.name":"1"}""")]
    public async Task An_image_has_its_name_from_the_index_and_keeps_its_manifest(string annotations)
    {
        var manifest = AddImage();
        archive.Add("index.json", $$"""{"manifests":[{"mediaType":"{{OfManifest}}","digest":"sha256:{{manifest}}","size":1,"annotations":{{annotations}}}]}""");
        var entry = await TakeAsync();
        Assert.That((entry.Reference, entry.Manifest.Digest), Is.EqualTo(("team/alpha:1", manifest)));
    }

    [Test]
    public async Task Of_an_index_of_platforms_the_only_one_is_taken_and_attestations_are_not()
    {
        var manifest = AddImage();
        var platforms = AddBlob($$$"""
            {"manifests":[
              {"mediaType":"{{{OfManifest}}}","digest":"sha256:{{{manifest}}}","size":1,"platform":{"os":"linux","architecture":"amd64"}},
              {"mediaType":"{{{OfManifest}}}","digest":"sha256:{{{Digest.Of("attestation")}}}","size":1,"platform":{"os":"unknown","architecture":"unknown"}}]}
            """);
        archive.Add("index.json", $$$"""{"manifests":[{"mediaType":"{{{OfIndex}}}","digest":"sha256:{{{platforms}}}","size":1,"annotations":{"io.containerd.image.name":"team/alpha:1"}}]}""");
        Assert.That((await TakeAsync()).Manifest.Digest, Is.EqualTo(manifest));
    }

    [Test]
    public async Task Of_several_platforms_none_is_guessed()
    {
        var one = $$"""{"mediaType":"{{OfManifest}}","digest":"sha256:{{AddImage()}}","size":1}""";
        var platforms = AddBlob($$"""{"manifests":[{{one}},{{one}}]}""");
        archive.Add("index.json", $$"""{"manifests":[{"mediaType":"{{OfIndex}}","digest":"sha256:{{platforms}}","size":1}]}""");
        Assert.That((await Assert.ThrowsAsync<FairleadException>(TakeAsync))!.Message, Does.Contain("--platform"));
    }

    [Test]
    public async Task With_dockers_list_beside_it_the_name_is_dockers()
    {
        var manifest = AddImage();
        archive.Add("index.json", $$$"""{"manifests":[{"mediaType":"{{{OfManifest}}}","digest":"sha256:{{{manifest}}}","size":1,"annotations":{"org.opencontainers.image.ref.name":"1"}}]}""")
            .Add("manifest.json", $$"""[{"Config":"blobs/sha256/{{Digest.Of(TarFile.Config(Digest.Of(Layer)))}}","RepoTags":["team/alpha:1"],"Layers":["blobs/sha256/{{Digest.Of(Layer)}}"]}]""");
        var entry = await TakeAsync();
        Assert.That((entry.Reference, entry.Manifest.Digest), Is.EqualTo(("team/alpha:1", manifest)));
    }

    public void Dispose()
    {
        world.Dispose();
        directory.Dispose();
    }

    private Digest AddImage()
    {
        var config = AddBlob(TarFile.Config(Digest.Of(Layer)));
        var layer = AddBlob(Layer);
        return AddBlob($$$"""{"schemaVersion":2,"config":{"mediaType":"c","digest":"sha256:{{{config}}}","size":1},"layers":[{"mediaType":"l","digest":"sha256:{{{layer}}}","size":1}]}""");
    }

    private Digest AddBlob(string text)
    {
        var digest = Digest.Of(text);
        archive.Add($"blobs/sha256/{digest}", text);
        return digest;
    }

    private async Task<ImageEntry> TakeAsync()
    {
        archive.Write();
        return (await new ArchiveImport(world.Store, TimeProvider.System).ReadAsync(directory.File("images.tar"), null, CancellationToken.None)).Single();
    }
}
