using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Sources.Tests;

/// <summary>Trees with awkward names: spaces, quotes, line ends, leading dashes, other scripts, and paths past every tar limit.</summary>
internal sealed record RandomTree(IReadOnlyList<RandomTree.Leaf> Leaves)
{
    private static readonly Gen<string> Letter = Gen.Elements(
        "a", "b", "Z", "7", " ", "'", "\"", "$", ";", "\n", "\t", "-", "*", "\\", "&", "é", "ß", "漢", "\uE000", "🚢", "long-stretch-of-a-name");

    private static readonly Gen<string> Segment =
        from first in Gen.Elements("x", "-", "Y", "ü", "_", "'")
        from rest in Gen.ArrayOf(Letter)
        select first + string.Concat(rest.Take(7));

    private static readonly Gen<Leaf> AnyLeaf =
        from depth in Gen.Choose(1, 5)
        from segments in Gen.ArrayOf(Segment, depth)
        from content in ArbMap.Default.GeneratorFor<byte[]>()
        from executable in Gen.Elements(true, false)
        from link in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Leaf(string.Join('/', segments), content, executable, link);

    public static Arbitrary<RandomTree> Any { get; } = Arb.From(Gen.NonEmptyListOf(AnyLeaf).Select(leaves => new RandomTree(WithoutClashes(leaves))));

    public IReadOnlyList<string> Snapshot() =>
        [.. Leaves.Select(leaf => leaf.Link
            ? TreeSnapshot.LinkLine(leaf.Path, leaf.Target)
            : TreeSnapshot.FileLine(leaf.Path, leaf.Executable, Primitives.Digest.Of(leaf.Content))).Order(StringComparer.Ordinal)];

    public void WriteTo(WorkTree tree)
    {
        foreach (var leaf in Leaves)
        {
            if (leaf.Link)
            {
                tree.Link(leaf.Path, leaf.Target);
                continue;
            }

            tree.Write(leaf.Path, "");
            File.WriteAllBytes(tree.File(leaf.Path), leaf.Content);
            if (leaf.Executable)
                File.SetUnixFileMode(tree.File(leaf.Path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static List<Leaf> WithoutClashes(IEnumerable<Leaf> leaves)
    {
        var kept = new List<Leaf>();
        foreach (var leaf in leaves)
        {
            if (!kept.Exists(other => Below(other.Path, leaf.Path) || Below(leaf.Path, other.Path)))
                kept.Add(leaf);
        }

        return kept;
    }

    private static bool Below(string upper, string lower) => $"{lower}/".StartsWith($"{upper}/", StringComparison.Ordinal);

    internal sealed record Leaf(string Path, byte[] Content, bool Executable, bool Link)
    {
        /// <summary>Sideways for a link: a neighbour's name, long enough for a pax record when the name is.</summary>
        public string Target => $"./{System.IO.Path.GetFileName(Path)}{System.IO.Path.GetFileName(Path)}";
    }
}
