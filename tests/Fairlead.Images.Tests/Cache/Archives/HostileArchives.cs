using System.Formats.Tar;
using Fairlead.Images.Cache.Archives;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache.Archives;

public sealed class HostileArchives : IDisposable
{
    private const string Name = "team/alpha:1";
    private const string Layer = "the bytes of a layer";

    private readonly StoreWorld world = new();
    private readonly TemporaryDirectory directory = new();

    private string Path => directory.File("images.tar");

    [Test]
    public async Task A_sound_archive_of_this_kind_is_taken()
    {
        Archive().Image(Name, Layer).Add("layer.tar", Layer).Write();
        await TakeAsync();
        Assert.That(world.Store.Find(Name)!.Layers.Single().Digest, Is.EqualTo(Digest.Of(Layer)));
    }

    [Test]
    public async Task A_link_within_the_archive_is_followed()
    {
        Archive().Image(Name, Layer, "a/layer.tar").Add("b/layer.tar", Layer).Link("a/layer.tar", "../b/layer.tar").Write();
        await TakeAsync();
        Assert.That(world.Store.Find(Name), Is.Not.Null);
    }

    [Test]
    public async Task A_compressed_layer_is_taken_as_it_is()
    {
        Archive().Image(Name, Layer).Add("layer.tar", TarFile.Gzip(Layer)).Write();
        await TakeAsync();
        var layer = world.Store.Find(Name)!.Layers.Single();
        Assert.That((layer.Digest, layer.DiffId), Is.EqualTo((Digest.Of(TarFile.Gzip(Layer)), Digest.Of(Layer))));
    }

    [TestCase("../layer.tar")]
    [TestCase("/layer.tar")]
    [TestCase("a/../../layer.tar")]
    public Task A_name_that_leads_out_is_refused(string name) =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", Layer).Add(name, "x"), "leads out of the archive");

    [TestCase("/etc/passwd")]
    [TestCase("../../etc/passwd")]
    public Task A_link_that_leads_out_is_refused(string target) =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Link("layer.tar", target), "leads out of the archive");

    [Test]
    public Task A_hard_link_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Link("layer.tar", "etc/passwd", TarEntryType.HardLink), "HardLink");

    [Test]
    public Task A_device_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Device("layer.tar"), "CharacterDevice");

    [Test]
    public Task A_link_to_a_link_leads_nowhere() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Link("layer.tar", "other").Link("other", "layer.tar"), "expected layer.tar in it, found nothing");

    [Test]
    public Task A_name_used_twice_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", Layer).Add("./layer.tar", "another"), "there twice");

    [Test]
    public Task A_missing_config_is_named() =>
        AssertRefusedAsync(Archive().Add("manifest.json", """[{"Config":"config.json","RepoTags":["team/alpha:1"],"Layers":[]}]"""), "expected config.json in it, found nothing");

    [Test]
    public Task A_missing_layer_is_named() =>
        AssertRefusedAsync(Archive().Image(Name, Layer), "expected layer.tar in it, found nothing");

    [Test]
    public Task A_layer_too_few_is_told() =>
        AssertRefusedAsync(
            Archive().Add("manifest.json", """[{"Config":"config.json","RepoTags":["team/alpha:1"],"Layers":[]}]""").Add("config.json", TarFile.Config(Digest.Of(Layer))),
            "expected 1 layers");

    [Test]
    public Task A_layer_of_other_content_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", "other"), $"expected a blob of SHA-256 {Digest.Of(Layer)}");

    [Test]
    public Task A_compressed_layer_of_other_content_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", TarFile.Gzip("other")), $"found {Digest.Of("other")}");

    [Test]
    public Task A_compressed_layer_that_breaks_off_is_refused() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", TarFile.Gzip(Layer)[..12]), "layer.tar");

    [Test]
    public Task A_layer_compressed_with_zstd_is_told() =>
        AssertRefusedAsync(Archive().Image(Name, Layer).Add("layer.tar", [0x28, 0xb5, 0x2f, 0xfd, 0]), "zstd");

    [Test]
    public Task A_blob_that_is_not_what_the_index_says_is_refused()
    {
        var manifest = $$$"""{"config":{"mediaType":"c","digest":"sha256:{{{Digest.Of("config")}}}","size":6},"layers":[]}""";
        return AssertRefusedAsync(
            Archive()
                .Add("index.json", $$$"""{"manifests":[{"mediaType":"m","digest":"sha256:{{{Digest.Of(manifest)}}}","size":1,"annotations":{"io.containerd.image.name":"{{{Name}}}"}}]}""")
                .Add($"blobs/sha256/{Digest.Of(manifest)}", manifest)
                .Add($"blobs/sha256/{Digest.Of("config")}", TarFile.Config()),
            $"expected a blob of SHA-256 {Digest.Of("config")}");
    }

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("[7]")]
    [TestCase("""[{"Config":null,"RepoTags":["a:1"],"Layers":[]}]""")]
    [TestCase("""[{"Config":"config.json","RepoTags":[null],"Layers":[]}]""")]
    public Task A_list_that_makes_no_sense_is_told(string list) =>
        AssertRefusedAsync(Archive().Add("manifest.json", list).Add("config.json", TarFile.Config()), "manifest.json makes no sense");

    [TestCase("""[{"Config":7,"RepoTags":["a:1"],"Layers":[]}]""", "$[0].Config")]
    [TestCase("""[{"Config":"c","RepoTags":["a:1"],"Layers":{}}]""", "$[0].Layers")]
    [TestCase("[null]", "$[0]")]
    public Task What_is_wrong_in_a_list_is_told_with_its_place(string list, string place) =>
        AssertRefusedAsync(Archive().Add("manifest.json", list), place);

    [Test]
    public Task An_index_that_leads_back_to_itself_makes_no_sense()
    {
        var self = $$$"""{"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:{{{Digest.Of("self")}}}","size":1}]}""";
        return AssertRefusedAsync(Archive().Add("index.json", self).Add($"blobs/sha256/{Digest.Of("self")}", self), "makes no sense");
    }

    [Test]
    public Task An_archive_of_something_else_is_told() => AssertRefusedAsync(Archive().Add("readme", "hello"), "expected manifest.json or index.json");

    [TestCase("")]
    [TestCase("this is no archive, and long enough that a header could be in it")]
    public async Task A_file_that_is_no_archive_is_told(string text)
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Repeat(text, 40)));
        await AssertRefusedAsync(Path);
    }

    [TestCase("gzip")]
    [TestCase("xz")]
    [TestCase("zstd")]
    public async Task A_compressed_archive_is_taken_by_its_content_and_no_copy_stays(string program)
    {
        Archive().Image(Name, Layer).Add("layer.tar", Layer).Write();
        await PackAsync(program);
        await TakeAsync();
        Assert.That(world.Store.Find(Name)!.Layers.Single().Digest, Is.EqualTo(Digest.Of(Layer)));
        Assert.That(world.Files("temporary").Concat(world.Files("leases")), Is.Empty);
    }

    [TestCase("gzip", "unsupported compression method")]
    [TestCase("xz", "xz cannot unpack it")]
    [TestCase("zstd", "zstd cannot unpack it")]
    public async Task A_compressed_archive_that_is_damaged_is_refused_and_no_copy_stays(string program, string because)
    {
        Archive().Image(Name, Layer).Add("layer.tar", Layer).Write();
        await PackAsync(program);
        var bytes = File.ReadAllBytes(Path);
        bytes.AsSpan(6, 20).Fill(0xff);
        bytes[2] = program == "gzip" ? (byte)0xff : bytes[2];
        File.WriteAllBytes(Path, bytes);
        await AssertRefusedAsync(because);
        Assert.That(world.Files("temporary").Concat(world.Files("leases")), Is.Empty);
    }

    [Test]
    public async Task Something_compressed_that_is_no_archive_is_told()
    {
        File.WriteAllText(Path, string.Concat(Enumerable.Repeat(Layer, 40)));
        await PackAsync("gzip");
        await AssertRefusedAsync("expected a tar file");
    }

    [Test]
    public Task An_archive_compressed_in_another_way_is_told()
    {
        File.WriteAllText(Path, "BZh91AY&SY");
        return AssertRefusedAsync("gzip, xz or zstd, found one compressed with bzip2");
    }

    [Test]
    public Task A_file_that_is_not_there_is_told() => AssertRefusedAsync("Could not find file");

    [Test]
    public async Task An_archive_that_breaks_off_anywhere_is_refused()
    {
        Archive().Add("layer.tar", string.Concat(Enumerable.Repeat(Layer, 100))).Image(Name, string.Concat(Enumerable.Repeat(Layer, 100))).Write();
        var whole = File.ReadAllBytes(Path);
        var end = Array.FindLastIndex(whole, value => value != 0);
        for (var length = 0; length < end; length += 97)
        {
            File.WriteAllBytes(Path, whole[..length]);
            await AssertRefusedAsync(Path);
        }
    }

    [Test]
    public async Task Whatever_its_bytes_an_archive_is_taken_or_refused([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        Archive().Image(Name, Layer, "a/layer.tar").Add("b/layer.tar", TarFile.Gzip(Layer)).Link("a/layer.tar", "../b/layer.tar").Write();
        var whole = File.ReadAllBytes(Path);
        for (var round = 0; round < 100; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = 0; change <= round % 4; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path, bytes);
            await TakeOrRefuseAsync();
        }
    }

    [Test]
    public async Task Of_two_images_one_of_which_is_damaged_neither_is_known()
    {
        Archive()
            .Add("manifest.json", """[{"Config":"one.json","RepoTags":["team/one:1"],"Layers":["one"]},{"Config":"two.json","RepoTags":["team/two:1"],"Layers":["two"]}]""")
            .Add("one.json", TarFile.Config(Digest.Of("one"))).Add("one", "one")
            .Add("two.json", TarFile.Config(Digest.Of("two"))).Add("two", "tw0")
            .Write();
        await AssertRefusedAsync("SHA-256");
    }

    public void Dispose()
    {
        world.Dispose();
        directory.Dispose();
    }

    private TarFile Archive() => new(Path);

    private async Task TakeOrRefuseAsync()
    {
        try
        {
            await TakeAsync();
        }
        catch (FairleadException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }

    private async Task PackAsync(string program)
    {
        var packed = await ChildProcess.RunBytesAsync(program, ["--stdout", "--", Path]);
        File.WriteAllBytes(Path, packed.Output.ToArray());
    }

    private Task TakeAsync() => new ArchiveImport(world.Store, TimeProvider.System).ReadAsync(Path, null, CancellationToken.None);

    private Task AssertRefusedAsync(TarFile archive, string because)
    {
        archive.Write();
        return AssertRefusedAsync(because);
    }

    private async Task AssertRefusedAsync(string because)
    {
        var fault = (await Assert.ThrowsAsync<FairleadException>(TakeAsync))!;
        Assert.That(fault.Message, Does.Contain(because));
        Assert.That(fault.Next, Is.Not.Null);
        Assert.That(world.Files("entries"), Is.Empty);
    }
}
