using Fairlead.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Sources.Tests;

public sealed class LinkRuleTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    [TestCase("l", "x")]
    [TestCase("l", "./x//y/")]
    [TestCase("d/l", "../x")]
    [TestCase("d/e/l", "../../x/y")]
    [TestCase("d/l", "..")]
    [TestCase("l", "..x")]
    public void A_link_that_stays_inside_is_kept_as_it_is(string path, string target)
    {
        using var tree = new WorkTree("keep.py");
        tree.Link(path, target);
        Assert.That(tree.List().Files.Single(file => file.ArchivePath == path).LinkTarget, Is.EqualTo(target));
    }

    [TestCase("l", "/etc/passwd", "absolute")]
    [TestCase("l", "..", "leaves the root")]
    [TestCase("d/l", "../../x", "leaves the root")]
    [TestCase("d/l", "x/../../y", "'..' after a name")]
    public void A_link_that_might_leave_is_refused_by_name(string path, string target, string reason)
    {
        using var tree = new WorkTree("keep.py");
        tree.Link(path, target);
        Assert.That(tree.Refusal().Message, Does.Contain($"'{path}'").And.Contain($"'{target}'").And.Contain(reason));
    }

    [Test]
    public void Whatever_links_are_accepted_no_path_through_them_leaves_the_root()
    {
        var segment = Gen.Elements("a", "b", "c", "..", ".");
        var path = Gen.Choose(1, 4).SelectMany(depth => Gen.ArrayOf(Gen.Elements(Names), depth)).Select(names => string.Join('/', names));
        var target = Gen.Choose(1, 5).SelectMany(depth => Gen.ArrayOf(segment, depth)).Select(names => string.Join('/', names));
        var links = Gen.ListOf(path.Zip(target)).Select(Accepted);
        var property = Prop.ForAll(Arb.From(links), Arb.From(path), static (tree, start) => !tree.Keys.Append(start).Any(path => Leaves(tree, path)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(6000), property);
    }

    private static Dictionary<string, string> Accepted(IEnumerable<(string Path, string Target)> candidates)
    {
        var links = new Dictionary<string, string>();
        foreach (var (path, target) in candidates)
        {
            var clashes = links.Keys.Any(other => $"{path}/".StartsWith($"{other}/", StringComparison.Ordinal) || other.StartsWith($"{path}/", StringComparison.Ordinal));
            if (!clashes && LinkRule.Violation(path, target) is null)
                links.Add(path, target);
        }

        return links;
    }

    // Resolves as a kernel does; a bound on the steps ends loops of links.
    private static bool Leaves(Dictionary<string, string> links, string path)
    {
        var at = new Stack<string>();
        var todo = new Stack<string>(path.Split('/').Reverse());
        for (var steps = 0; todo.TryPop(out var segment) && steps < 200; steps++)
        {
            if (segment == ".")
                continue;
            if (segment != "..")
                at.Push(segment);
            else if (!at.TryPop(out _))
                return true;
            if (segment != ".." && links.TryGetValue(string.Join('/', at.Reverse()), out var target))
            {
                at.Pop();
                foreach (var next in target.Split('/').Reverse())
                    todo.Push(next);
            }
        }

        return false;
    }
}
