using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Sources.Tests;

public sealed class ExtractionTests
{
    [Test]
    public void An_absolute_path_is_refused() => Assert.That(Refusal(File("/tmp/evil")), Does.Contain("'/tmp/evil' is not a plain relative path"));

    [TestCase("../evil")]
    [TestCase("a/../../evil")]
    [TestCase("./a")]
    [TestCase("a//b")]
    public void A_path_with_dots_or_empty_parts_is_refused(string path) =>
        Assert.That(Refusal(File(path)), Does.Contain($"'{path}' is not a plain relative path"));

    [TestCase("/etc/passwd")]
    [TestCase("../outside")]
    [TestCase("x/../../outside")]
    public void A_link_that_leaves_the_target_is_refused(string target) =>
        Assert.That(Refusal(Link("l", target)), Does.Contain($"'l' is a link to").And.Contain(target));

    [Test]
    public void A_path_through_a_link_is_refused() =>
        Assert.That(Refusal(Link("d", "."), File("d/x")), Does.Contain("'d/x' lies below 'd'"));

    [Test]
    public void A_path_twice_is_refused() => Assert.That(Refusal(File("a"), File("a")), Does.Contain("'a' is there twice"));

    [Test]
    public void A_link_over_a_folder_is_refused() => Assert.That(Refusal(File("d/x"), Link("d", ".")), Does.Contain("'d' is there twice"));

    [TestCase(TarEntryType.HardLink, '1')]
    [TestCase(TarEntryType.CharacterDevice, '3')]
    [TestCase(TarEntryType.BlockDevice, '4')]
    [TestCase(TarEntryType.Directory, '5')]
    [TestCase(TarEntryType.Fifo, '6')]
    public void Anything_but_a_file_or_a_symbolic_link_is_refused(TarEntryType type, char flag)
    {
        var entry = new PaxTarEntry(type, "x");
        if (type == TarEntryType.HardLink)
            entry.LinkName = "y";
        Assert.That(Refusal(entry), Does.Contain($"'x' is of type '{flag}'"));
    }

    [Test]
    public void Another_archive_than_expected_is_refused()
    {
        var (bytes, digest) = Packed(File("a"));
        var other = Digest.Of("other");
        Assert.That(Refusal(bytes, other), Does.Contain(digest.ToString()).And.Contain(other.ToString()));
    }

    [Test]
    public void A_truncated_archive_is_refused()
    {
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        var (bytes, digest) = Packed(new PaxTarEntry(TarEntryType.RegularFile, "a") { DataStream = new MemoryStream(noise) });
        Assert.That(Refusal(bytes[..(bytes.Length / 2)], digest), Does.Contain("damaged").Or.Contain("expected"));
    }

    [TestCase("x path=a\n")]
    [TestCase("999 path=a\n")]
    [TestCase("8 path=a\n")]
    [TestCase("10 path=ab")]
    [TestCase("7 path\n=")]
    public void A_malformed_pax_record_is_refused(string record) =>
        Assert.That(() => PaxRecords.Parse(Encoding.UTF8.GetBytes(record)), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void A_header_with_a_wrong_checksum_is_refused()
    {
        var tar = Unpacked(File("a"));
        tar[1024] ^= 1;
        Assert.That(Refusal(Gzip(tar), Digest.FromHash(SHA256.HashData(tar))), Does.Contain("checksum"));
    }

    [Test]
    public void What_is_not_gzip_is_refused() =>
        Assert.That(Refusal(Encoding.UTF8.GetBytes("<html>not found</html>"), Digest.Of("x")), Does.Contain("damaged"));

    [Test]
    public void A_target_that_exists_is_left_alone()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("target/mine", "mine");
        var (bytes, digest) = Packed(File("a"));
        Assert.That(() => Archive.Extract(bytes, directory.File("target"), digest), Throws.TypeOf<FairleadException>().With.Message.Contains("already exists"));
        Assert.That(TreeSnapshot.Of(directory.Path), Has.Count.EqualTo(1));
    }

    private static PaxTarEntry File(string path) =>
        new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes("content")) };

    private static PaxTarEntry Link(string path, string target) => new(TarEntryType.SymbolicLink, path) { LinkName = target };

    private static string Refusal(params PaxTarEntry[] entries)
    {
        var (bytes, digest) = Packed(entries);
        return Refusal(bytes, digest);
    }

    // The archive has the digest that is asked for: it is its content that must be refused, and leave nothing behind.
    private static string Refusal(byte[] bytes, Digest expected)
    {
        using var directory = new TemporaryDirectory();
        var error = Assert.Throws<FairleadException>(() => Archive.Extract(bytes, directory.File("deep/target"), expected));
        Assert.That(TreeSnapshot.Of(directory.Path), Is.Empty);
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        return error.Message;
    }

    private static (byte[] Gzip, Digest Digest) Packed(params PaxTarEntry[] entries)
    {
        var tar = Unpacked(entries);
        return (Gzip(tar), Digest.FromHash(SHA256.HashData(tar)));
    }

    private static byte[] Unpacked(params PaxTarEntry[] entries)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }

        return tar.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
