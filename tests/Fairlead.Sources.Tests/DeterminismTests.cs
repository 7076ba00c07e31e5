using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Sources.Tests;

public sealed class DeterminismTests
{
    [Test]
    public void The_same_tree_packs_to_the_same_bytes_for_other_users_umasks_clocks_locales_and_core_counts()
    {
        using var tree = WorkTree.InGit("a.py", "ß/🚢.py", $"{new string('d', 90)}/{new string('f', 90)}.py", "run.sh");
        Tools.Run("chmod", "755", tree.File("run.sh"));
        var here = PackElsewhere(tree.Path, tree.Beside("here.tgz"), "0022", "TZ=UTC", "LC_ALL=C.UTF-8", "DOTNET_PROCESSOR_COUNT=2");

        Tools.Run("sh", "-c", "umask 0077 && cp -r \"$1\" \"$2\" && touch -d 2001-01-01 \"$2/a.py\"", "sh", tree.Path, tree.Beside("copy"));
        var there = PackElsewhere(tree.Beside("copy"), tree.Beside("there.tgz"), "0077", "TZ=Asia/Kathmandu", "LC_ALL=C", "DOTNET_PROCESSOR_COUNT=1");

        Assert.That(there, Is.EqualTo(here));
    }

    [Test]
    public void The_order_in_which_files_were_made_does_not_matter()
    {
        string[] names = ["z.py", "a/b.py", "a.py", "a/a.py", "B.py"];
        using var forwards = new WorkTree(names);
        using var backwards = new WorkTree([.. names.Reverse()]);
        Assert.That(Archive.Pack(forwards.List()).Bytes, Is.EqualTo(Archive.Pack(backwards.List()).Bytes));
    }

    [Test]
    public void A_touched_file_keeps_the_digest()
    {
        using var tree = new WorkTree("a.py");
        var before = Archive.DigestOf(tree);
        File.SetLastWriteTimeUtc(tree.File("a.py"), new DateTime(2038, 1, 19, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(Archive.DigestOf(tree), Is.EqualTo(before));
    }

    [Test]
    public void A_changed_byte_a_changed_name_and_the_executable_bit_each_change_the_digest()
    {
        using var tree = new WorkTree("a.py");
        var digests = new List<Primitives.Digest> { Archive.DigestOf(tree) };
        tree.Write("a.py", "content of b.py\n");
        digests.Add(Archive.DigestOf(tree));
        Tools.Run("chmod", "+x", tree.File("a.py"));
        digests.Add(Archive.DigestOf(tree));
        File.Move(tree.File("a.py"), tree.File("b.py"));
        digests.Add(Archive.DigestOf(tree));
        Assert.That(digests, Is.Unique);
    }

    [TestCase("600", "0644")]
    [TestCase("664", "0644")]
    [TestCase("700", "0755")]
    [TestCase("777", "0755")]
    [TestCase("655", "0644")]
    public void Of_a_files_mode_the_owners_executable_bit_travels_and_nothing_else(string mode, string packed)
    {
        using var tree = new WorkTree("a.py");
        var plain = Archive.DigestOf(tree);
        Tools.Run("chmod", mode, tree.File("a.py"));
        Assert.That(Archive.DigestOf(tree) == plain, Is.EqualTo(packed == "0644"));

        File.WriteAllBytes(tree.Beside("a.tgz"), Archive.Pack(tree.List()).Bytes);
        Tools.Run("sh", "-c", "umask 0 && mkdir \"$2\" && tar -xpzf \"$1\" -C \"$2\"", "sh", tree.Beside("a.tgz"), tree.Beside("out"));
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(Path.Combine(tree.Beside("out"), "a.py")), 8).PadLeft(4, '0'), Is.EqualTo(packed));
    }

    [Test]
    public void Any_number_of_workers_gives_the_same_bytes()
    {
        using var tree = new WorkTree();
        foreach (var number in Enumerable.Range(0, 8))
            tree.Write($"f{number}.py", string.Concat(Enumerable.Range(0, 100_000).Select(line => $"{line * number}\n")));
        var bytes = Archive.Pack(tree.List(), 1).Bytes;
        foreach (var workers in new[] { 2, 3, 16 })
            Assert.That(Archive.Pack(tree.List(), workers).Bytes, Is.EqualTo(bytes));
    }

    [Test]
    public void Random_trees_survive_a_round_trip_and_pack_alike_again()
    {
        var property = Prop.ForAll(RandomTree.Any, static random =>
        {
            using var tree = new WorkTree();
            random.WriteTo(tree);
            var (summary, bytes) = Archive.Pack(tree.List());
            Archive.Extract(bytes, tree.Beside("out"), summary.Digest);
            var again = SourceLister.ListAsync(new SourceScope(tree.Beside("out"), ["."])).GetAwaiter().GetResult();
            return TreeSnapshot.Of(tree.Beside("out")).SequenceEqual(random.Snapshot())
                && Archive.Pack(again).Bytes.SequenceEqual(bytes);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property);
    }

    private static byte[] PackElsewhere(string tree, string archive, string umask, params string[] environment)
    {
        Tools.Run("env", [.. environment, "sh", "-c", "umask \"$1\"; shift; exec \"$@\"", "sh", umask, .. Program.CommandLine(AppContext.BaseDirectory, tree, archive)]);
        return File.ReadAllBytes(archive);
    }
}
