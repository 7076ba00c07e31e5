using Fairlead.Primitives;
using Fairlead.Stages.Files;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests;

public sealed class FileDigestIndexTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    [Test]
    public void A_digest_is_that_of_the_contents() =>
        Assert.That(Open().DigestOf(directory.Write("a", "text")), Is.EqualTo(Digest.Of("text")));

    [Test]
    public void Digests_come_in_the_order_of_the_paths()
    {
        var paths = Enumerable.Range(0, 1000).Select(i => directory.Write($"{i % 7}/{i}", $"text {i}")).ToList();

        Assert.That(Open().DigestsOf(paths), Is.EqualTo(Enumerable.Range(0, 1000).Select(i => Digest.Of($"text {i}"))));
    }

    [Test]
    public void An_unchanged_file_is_read_once_for_all_processes()
    {
        var path = directory.Write("a", "text");
        Remember(path);

        var later = Open();

        Assert.That(later.DigestOf(path), Is.EqualTo(Digest.Of("text")));
        Assert.That(later.FilesRead, Is.Zero);
    }

    [Test]
    public void What_was_seen_of_a_file_is_compared_with_what_is_known()
    {
        var path = directory.Write("a", "text");
        Remember(path);
        var seen = FileStatus.Read(path)!.Value.Stamp;
        File.Delete(path);

        Assert.That(Open().DigestsOf([path], [seen]), Is.EqualTo([Digest.Of("text")]), "it is not looked at again");
    }

    [Test]
    public void A_note_of_a_file_is_found_once_for_all_processes()
    {
        var path = directory.Write("a", "text");
        Remember(path, index => index.NoteOf(path, StampOf(path), _ => 7));

        Assert.That(Open().NoteOf(path, StampOf(path), _ => throw new InvalidOperationException("found again")), Is.EqualTo(7));
    }

    [Test]
    public void A_note_is_added_to_a_digest_that_is_known()
    {
        var path = directory.Write("a", "text");
        Remember(path);
        Remember(path, index => index.NoteOf(path, StampOf(path), _ => 7));

        Assert.That(Open().NoteOf(path, StampOf(path), _ => 8), Is.EqualTo(7));
        Assert.That(Open().DigestOf(path), Is.EqualTo(Digest.Of("text")));
    }

    [Test]
    public void A_file_that_has_changed_has_its_new_note()
    {
        var path = directory.Write("a", "text");
        Remember(path, index => index.NoteOf(path, StampOf(path), _ => 7));
        directory.Write("a", "longer text");

        Assert.That(Open().NoteOf(path, StampOf(path), _ => 8), Is.EqualTo(8));
    }

    [Test]
    public void A_file_that_has_changed_since_it_was_seen_has_its_new_digest()
    {
        var path = directory.Write("a", "text");
        var seen = FileStatus.Read(path)!.Value.Stamp;
        directory.Write("a", "longer text");

        Assert.That(Open().DigestsOf([path], [seen]), Is.EqualTo([Digest.Of("longer text")]));
    }

    [Test]
    public void A_touched_file_is_read_again_and_keeps_its_digest()
    {
        var path = directory.Write("a", "text");
        Remember(path);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5));

        var later = Open();

        Assert.That(later.DigestOf(path), Is.EqualTo(Digest.Of("text")));
        Assert.That(later.FilesRead, Is.EqualTo(1));
    }

    [Test]
    public void A_change_of_the_same_length_with_its_time_put_back_is_noticed()
    {
        var path = directory.Write("a", "text");
        var modified = File.GetLastWriteTimeUtc(path);
        Remember(path);
        File.WriteAllText(path, "TEXT");
        File.SetLastWriteTimeUtc(path, modified);

        Assert.That(Open().DigestOf(path), Is.EqualTo(Digest.Of("TEXT")));
    }

    [Test]
    public void A_file_replaced_by_another_of_the_same_size_and_time_is_noticed()
    {
        var path = directory.Write("a", "text");
        var other = directory.Write("b", "TEXT");
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(path));
        Remember(path);
        File.Move(other, path, overwrite: true);

        Assert.That(Open().DigestOf(path), Is.EqualTo(Digest.Of("TEXT")));
    }

    [Test]
    public void A_file_written_within_two_seconds_of_hashing_is_not_trusted()
    {
        var path = directory.Write("a", "text");
        var index = Open(TimeProvider.System);
        index.DigestOf(path);
        index.Save();

        var later = Open();
        later.DigestOf(path);

        Assert.That(later.FilesRead, Is.EqualTo(1));
    }

    [Test]
    public void A_link_is_followed_so_that_a_change_behind_it_is_noticed()
    {
        var target = directory.Write("target", "text");
        var link = directory.File("link");
        File.CreateSymbolicLink(link, target);
        Remember(link);
        File.WriteAllText(target, "TEXT");

        Assert.That(Open().DigestOf(link), Is.EqualTo(Digest.Of("TEXT")));
    }

    [TestCase(0)]
    [TestCase(12)]
    [TestCase(-1)]
    public void A_damaged_index_is_forgotten_not_believed(int at)
    {
        var path = directory.Write("a", "text");
        Remember(path);
        var bytes = File.ReadAllBytes(IndexPath);
        bytes[at < 0 ? ^1 : at] ^= 1;
        File.WriteAllBytes(IndexPath, bytes);

        var later = Open();

        Assert.That(later.DigestOf(path), Is.EqualTo(Digest.Of("text")));
        Assert.That(later.FilesRead, Is.EqualTo(1));
    }

    [Test]
    public void A_torn_index_is_forgotten([Values(0, 1, 7, 8, 40, 100)] int length)
    {
        var path = directory.Write("a", "text");
        Remember(path);
        File.WriteAllBytes(IndexPath, File.ReadAllBytes(IndexPath)[..length]);

        Assert.That(Open().DigestOf(path), Is.EqualTo(Digest.Of("text")));
    }

    [Test]
    public void Files_that_are_gone_leave_the_index()
    {
        var gone = directory.Write("a-file-that-goes-away", "text");
        Remember(gone);
        File.Delete(gone);
        Remember(directory.Write("b", "text"));

        Assert.That(File.ReadAllText(IndexPath), Does.Not.Contain("a-file-that-goes-away"));
    }

    [Test]
    public void Saving_again_without_news_writes_nothing()
    {
        var index = Open();
        index.DigestOf(directory.Write("a", "text"));
        index.Save();
        File.Delete(IndexPath);
        index.Save();

        Assert.That(IndexPath, Does.Not.Exist);
    }

    [Test]
    public void Savers_at_the_same_time_leave_one_whole_index()
    {
        var paths = Enumerable.Range(0, 8).Select(i => directory.Write($"{i}", $"text {i}")).ToList();
        Parallel.For(0, 50, i => Remember(paths[i % 8]));

        var later = Open();
        later.DigestsOf(paths);

        Assert.That(later.FilesRead, Is.LessThan(8), "whoever saved last is remembered");
        Assert.That(Directory.EnumerateFiles(directory.Path).Where(AtomicFile.IsTemporary), Is.Empty);
    }

    [Test]
    public void What_is_not_a_regular_file_is_refused_by_name()
    {
        var missing = directory.File("missing");

        Assert.That(() => Open().DigestOf(missing), Throws.TypeOf<FairleadException>().With.Message.Contains(missing));
        Assert.That(() => Open().DigestsOf([directory.Path]), Throws.TypeOf<FairleadException>().With.Message.Contains("found a directory"));
    }

    public void Dispose() => directory.Dispose();

    private string IndexPath => directory.File("files.index");

    private FileDigestIndex Open(TimeProvider? time = null) => new(IndexPath, time ?? new Clock());

    private static FileStamp StampOf(string path) => FileStatus.Read(path)!.Value.Stamp;

    private void Remember(string path, Action<FileDigestIndex>? first = null)
    {
        var index = Open();
        first?.Invoke(index);
        index.DigestOf(path);
        index.Save();
    }
}
