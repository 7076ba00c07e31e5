using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Sources.Tests;

/// <summary>What GNU tar, gzip and Python make of our archives.</summary>
public sealed class PeerTests
{
    private const string PythonListing =
        """
        import hashlib, json, sys, tarfile
        with tarfile.open(sys.argv[1]) as archive:
            print(json.dumps([{
                "path": m.name, "mode": m.mode, "owner": [m.uid, m.gid, m.uname, m.gname, m.mtime],
                "content": m.linkname if m.issym() else hashlib.sha256(archive.extractfile(m).read()).hexdigest(),
            } for m in archive]))
        """;

    [Test]
    public void GNU_tar_and_Python_read_what_was_packed()
    {
        var property = Prop.ForAll(RandomTree.Any, static random =>
        {
            using var tree = new WorkTree();
            random.WriteTo(tree);
            File.WriteAllBytes(tree.Beside("a.tgz"), Archive.Pack(tree.List()).Bytes);
            Directory.CreateDirectory(tree.Beside("out"));
            Tools.Run("tar", "xzf", tree.Beside("a.tgz"), "-C", tree.Beside("out"));
            Assert.That(TreeSnapshot.Of(tree.Beside("out")), Is.EqualTo(random.Snapshot()));
            Assert.That(ByPython(tree.Beside("a.tgz")), Is.EqualTo(random.Snapshot()));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), property);
    }

    [Test]
    public void Names_that_a_shell_would_run_come_out_of_tar_as_they_went_in()
    {
        string[] names = ["a b.py", "it's \"q\".py", "$(touch pwned).py", ";rm -rf x.py", "line\nend.py", "-rf", "`id`.py", "*?[x].py", "back\\slash.py"];
        using var tree = new WorkTree(names);
        File.WriteAllBytes(tree.Beside("a.tgz"), Archive.Pack(tree.List()).Bytes);
        Directory.CreateDirectory(tree.Beside("out"));
        Tools.Run("tar", "xzf", tree.Beside("a.tgz"), "-C", tree.Beside("out"));
        Assert.That(TreeSnapshot.Of(tree.Beside("out")), Is.EqualTo(TreeSnapshot.Of(tree.Path)));
    }

    [TestCase(1)]
    [TestCase((1 << 19) - 512 - 1)]
    [TestCase(1 << 19)]
    [TestCase((5 << 19) + 12345)]
    public void Gzip_finds_content_of_any_length_sound(int bytes)
    {
        using var tree = new WorkTree();
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        File.WriteAllBytes(tree.File("noise.dat"), noise);
        var scope = new SourceScope(tree.Path, ["."]) { MaxFileBytes = long.MaxValue };
        var (summary, packed) = Archive.Pack(SourceLister.ListAsync(scope).GetAwaiter().GetResult());
        File.WriteAllBytes(tree.Beside("a.tgz"), packed);
        Tools.Run("gzip", "--test", tree.Beside("a.tgz"));
        Assert.That(packed, Has.Length.EqualTo(summary.CompressedBytes));
        Assert.That(Tools.Run("sh", "-c", "gzip -dc \"$1\" | sha256sum", "sh", tree.Beside("a.tgz")), Does.StartWith(summary.Digest.ToString()));
        Assert.That(Tools.Run("sh", "-c", "gzip -dc \"$1\" | wc -c", "sh", tree.Beside("a.tgz")).Trim(), Is.EqualTo($"{summary.TarBytes}"));
    }

    [Test]
    public void The_gzip_header_holds_no_time_and_no_system()
    {
        using var tree = new WorkTree("a.py");
        Assert.That(Archive.Pack(tree.List()).Bytes[..10], Is.EqualTo(new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255 }));
    }

    [Test]
    public void Entries_have_no_owner_no_time_and_one_of_two_modes()
    {
        using var tree = new WorkTree("a.py", "run.sh");
        Tools.Run("chmod", "700", tree.File("run.sh"));
        Tools.Run("chmod", "600", tree.File("a.py"));
        File.WriteAllBytes(tree.Beside("a.tgz"), Archive.Pack(tree.List()).Bytes);
        var listing = Tools.Run("tar", "--numeric-owner", "--utc", "--full-time", "-tvzf", tree.Beside("a.tgz"));
        Assert.That(listing, Does.Contain("-rw-r--r-- 0/0").And.Contain("-rwxr-xr-x 0/0").And.Contain("1970-01-01 00:00:00"));
    }

    private static List<string> ByPython(string archive)
    {
        var lines = new List<string>();
        foreach (var entry in JsonNode.Parse(Tools.Run("python3", "-c", PythonListing, archive))!.AsArray())
        {
            var path = (string)entry!["path"]!;
            var mode = (int)entry["mode"]!;
            var content = (string)entry["content"]!;
            Assert.That(entry["owner"]!.ToJsonString(), Is.EqualTo("[0,0,\"\",\"\",0]"));
            lines.Add(mode == 0b111_111_111
                ? TreeSnapshot.LinkLine(path, content)
                : TreeSnapshot.FileLine(path, mode == 0b111_101_101, Primitives.Digest.Parse(content)));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
