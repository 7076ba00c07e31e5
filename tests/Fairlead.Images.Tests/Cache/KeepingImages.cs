using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Tests.Cache;

public sealed class KeepingImages : IDisposable
{
    private readonly StoreWorld world = new();

    [Test]
    public async Task A_published_image_is_found_as_it_was()
    {
        var entry = await world.PublishAsync("team/alpha:1", "one", "two");
        var found = world.Store.Find("team/alpha:1")!;
        Assert.That(found with { Layers = entry.Layers }, Is.EqualTo(entry));
        Assert.That(found.Layers, Is.EqualTo(entry.Layers));
        Assert.That(world.Store.List().Select(listed => listed.Reference), Is.EqualTo(["team/alpha:1"]));
    }

    [Test]
    public async Task An_entry_says_what_it_holds_and_who_wrote_it()
    {
        await world.PublishAsync("team/alpha:1", "one");
        var entry = JsonNode.Parse(await File.ReadAllTextAsync(world.Files("entries").Single()))!.AsObject();
        Assert.That(entry.Select(member => member.Key), Is.EquivalentTo(["imageRef", "configDigest", "manifestDigest", "sizeBytes", "platform", "buildFingerprint", "writerHost", "writerPid", "jobId", "createdUtc", "blobs"]));
        Assert.That((string)entry["blobs"]![2]!["digest"]!, Is.EqualTo($"sha256:{Digest.Of("one")}"));
        Assert.That((string)entry["createdUtc"]!, Is.EqualTo("2026-01-02T03:04:05.0000000Z"));
    }

    [Test]
    public void Of_a_cache_that_is_not_there_nothing_is_found()
    {
        Assert.That(world.Store.Find("team/alpha:1"), Is.Null);
        Assert.That(world.Store.List(), Is.Empty);
        Assert.That(Directory.Exists(world.Root), Is.False);
    }

    [Test]
    public async Task References_that_read_alike_are_two_entries()
    {
        await world.PublishAsync("a/b:c", "one");
        await world.PublishAsync("a_b_c", "two");
        Assert.That(world.Store.Find("a/b:c")!.Layers[0].Digest, Is.EqualTo(Digest.Of("one")));
        Assert.That(world.Store.Find("a_b_c")!.Layers[0].Digest, Is.EqualTo(Digest.Of("two")));
        Assert.That(world.Files("entries").Select(Path.GetFileName), Is.All.StartsWith("a_b_c--").And.EndsWith(".json"));
    }

    [Test]
    public async Task A_long_reference_makes_a_name_that_any_file_system_takes()
    {
        var reference = $"registry.example.net/{new string('x', 300)}:1";
        await world.PublishAsync(reference, "one");
        Assert.That(world.Store.Find(reference), Is.Not.Null);
        Assert.That(Path.GetFileName(world.Files("entries").Single()), Has.Length.EqualTo(96 + "--".Length + 12 + ".json".Length));
    }

    [Test]
    public async Task A_reference_used_again_names_the_new_image_alone()
    {
        await world.PublishAsync("team/alpha:1", "old");
        await world.PublishAsync("team/alpha:1", "new");
        Assert.That(world.Store.List().Single().Layers[0].Digest, Is.EqualTo(Digest.Of("new")));
    }

    [Test]
    public async Task Blobs_are_kept_once_and_read_only_as_the_OCI_layout_has_them()
    {
        await world.PublishAsync("team/alpha:1", "base", "one");
        await world.PublishAsync("team/beta:1", "base", "two");
        Assert.That(world.Files("blobs/sha256").Count(), Is.EqualTo(3 + 4));
        Assert.That(world.Store.PathOf(Digest.Of("base")), Is.EqualTo(Path.Combine(world.Root, "blobs/sha256", $"{Digest.Of("base")}")));
        Assert.That(File.GetUnixFileMode(world.Store.PathOf(Digest.Of("base"))) & UnixFileMode.UserWrite, Is.EqualTo(UnixFileMode.None));
        Assert.That(File.ReadAllText(Path.Combine(world.Root, "oci-layout")), Is.EqualTo("""{"imageLayoutVersion":"1.0.0"}"""));
        Assert.That(world.Files("temporary"), Is.Empty);
    }

    [Test]
    public async Task Content_that_is_there_is_read_to_its_end_and_not_written_again()
    {
        var blob = await world.AddAsync("base");
        var written = FileStatus.Read(world.Store.PathOf(blob.Digest))!.Value.Stamp.Inode;
        await using var content = StoreWorld.Content("base");
        Assert.That(await world.Store.AddAsync(content, blob.Digest, CancellationToken.None), Is.EqualTo((blob.Digest, blob.Size)));
        Assert.That(content.Position, Is.EqualTo(content.Length));
        Assert.That(FileStatus.Read(world.Store.PathOf(blob.Digest))!.Value.Stamp.Inode, Is.EqualTo(written));
    }

    [Test]
    public async Task Content_that_was_there_cut_short_is_set_aside_and_can_be_added_again()
    {
        var blob = await world.AddAsync("base");
        StoreWorld.Overwrite(world.Store.PathOf(blob.Digest), "ba");
        await using var first = StoreWorld.Content("base");
        await using var second = StoreWorld.Content("base");
        await Assert.ThrowsAsync<DamagedBlobException>(() => world.Store.AddAsync(first, blob.Digest, CancellationToken.None));
        await world.Store.AddAsync(second, blob.Digest, CancellationToken.None);
        await world.Store.VerifyAsync(blob, CancellationToken.None);
    }

    [Test]
    public async Task Content_that_is_not_what_was_expected_leaves_nothing()
    {
        await using var content = StoreWorld.Content("other");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => world.Store.AddAsync(content, Digest.Of("base"), CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain($"{Digest.Of("base")}").And.Contain($"{Digest.Of("other")}"));
        Assert.That(world.Files("blobs").Concat(world.Files("temporary")), Is.Empty);
    }

    [Test]
    public async Task Many_that_add_the_same_at_once_all_succeed()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.AddAsync(new string('x', 3_000_000)))));
        await world.Store.VerifyAsync(added.Distinct().Single(), CancellationToken.None);
        Assert.That(world.Files("temporary"), Is.Empty);
    }

    [Test]
    public async Task Metadata_lag_on_NFS_is_waited_for_and_nothing_older_is_taken_meanwhile()
    {
        var old = await world.PublishAsync("team/alpha:1", "old");
        var entry = await world.EntryAsync("team/alpha:1", "new");
        var finding = world.Store.FindPublishedAsync("team/alpha:1", found => found.Config == entry.Config, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.That(finding.IsCompleted, Is.False);
        await world.Store.PublishAsync(entry, CancellationToken.None);
        Assert.That((await finding)!.Config, Is.EqualTo(entry.Config));
        Assert.That(await world.Store.FindPublishedAsync("team/alpha:1", found => found.Config == old.Config, TimeSpan.FromMilliseconds(100), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_image_with_a_blob_missing_is_not_published()
    {
        var entry = await world.EntryAsync("team/alpha:1", "one");
        File.Delete(world.Store.PathOf(Digest.Of("one")));
        var fault = (await Assert.ThrowsAsync<DamagedBlobException>(() => world.Store.PublishAsync(entry, CancellationToken.None)))!;
        Assert.That(fault.Blob, Is.EqualTo(Digest.Of("one")));
        Assert.That(world.Files("entries"), Is.Empty);
    }

    [Test]
    public async Task A_blob_of_another_size_is_not_there()
    {
        var entry = await world.PublishAsync("team/alpha:1", "one");
        StoreWorld.Overwrite(world.Store.PathOf(Digest.Of("one")), "on");
        Assert.That(world.Store.Has(entry.Layers[0]), Is.False);
        Assert.That(world.Store.Find("team/alpha:1"), Is.Null);
        Assert.That(world.Store.List(), Is.Empty);
    }

    [Test]
    public async Task Corrupt_archive_a_damaged_blob_goes_to_quarantine_and_can_be_added_anew()
    {
        var entry = await world.PublishAsync("team/alpha:1", "one");
        StoreWorld.Overwrite(world.Store.PathOf(Digest.Of("one")), "ONE");
        var fault = (await Assert.ThrowsAsync<DamagedBlobException>(() => world.Store.VerifyAsync(entry.Layers[0], CancellationToken.None)))!;
        Assert.That(fault.Blob, Is.EqualTo(entry.Layers[0].Digest));
        Assert.That(File.ReadAllText(Path.Combine(world.Root, "quarantine", $"{Digest.Of("one")}.bad")), Is.EqualTo("ONE"));
        Assert.That(world.Store.Find("team/alpha:1"), Is.Null);

        await world.AddAsync("one");
        Assert.That(world.Store.Find("team/alpha:1"), Is.Not.Null);
    }

    [TestCase("", "$")]
    [TestCase("{}", "imageRef")]
    [TestCase("""{"imageRef":7}""", "$.imageRef")]
    [TestCase("""{"imageRef":null}""", "imageRef")]
    [TestCase("""{"blobs":[{"digest":"md5:0"}]}""", "$.blobs[0].digest")]
    [TestCase("""{"imageRef":"a","manifestDigest":"sha256:0"}""", "$.manifestDigest")]
    [TestCase("[]", "$")]
    public async Task An_entry_that_cannot_be_read_goes_to_quarantine_with_a_word_where_it_is_wrong(string text, string place)
    {
        await world.PublishAsync("team/alpha:1", "one");
        var path = world.Files("entries").Single();
        File.WriteAllText(path, text);
        Assert.That(world.Store.Find("team/alpha:1"), Is.Null);
        Assert.That(world.Files("entries"), Is.Empty);
        Assert.That(world.Printed, Does.Contain(path).And.Contain(place));
        Assert.That(Path.GetFileName(world.Files("quarantine").Single()), Does.StartWith("team_alpha_1--").And.EndsWith(".bad"));
    }

    public void Dispose() => world.Dispose();
}
