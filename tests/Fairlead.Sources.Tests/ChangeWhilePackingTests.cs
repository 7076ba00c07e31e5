using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

public sealed class ChangeWhilePackingTests
{
    [Test]
    public void A_file_that_grew_since_it_was_listed_is_an_error() =>
        Assert.That(PackAfter(path => File.AppendAllText(path, "more")), Does.Contain("changed while it was packed"));

    [Test]
    public void A_file_that_shrank_is_an_error() =>
        Assert.That(PackAfter(path => File.WriteAllText(path, "")), Does.Contain("changed while it was packed"));

    [Test]
    public void A_file_of_the_same_size_and_time_but_written_since_is_an_error() =>
        Assert.That(PackAfter(RewriteInPlace), Does.Contain("changed while it was packed"));

    [Test]
    public void A_file_that_vanished_is_an_error() =>
        Assert.That(PackAfter(File.Delete), Does.Contain("cannot read"));

    private static string PackAfter(Action<string> change)
    {
        using var tree = new WorkTree("a.py", "b.py");
        var list = tree.List();
        change(tree.File("b.py"));
        var error = Assert.Throws<FairleadException>(() => Archive.Pack(list));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(error.Message, Does.Contain(tree.File("b.py")));
        return error.Message;
    }

    private static void RewriteInPlace(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        var text = File.ReadAllText(path);
        File.Delete(path);
        File.WriteAllText(path, text.ToUpperInvariant());
        File.SetLastWriteTimeUtc(path, time);
    }
}
