using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

public sealed class OtherUserTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly string home = Path.Combine(Path.GetTempPath(), $"fairlead-test-{Guid.NewGuid():N}");

    [SetUp]
    public void Give_the_other_user_this_program()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root can become another user");
        Directory.CreateDirectory(home);
        Tools.Run("cp", "-r", AppContext.BaseDirectory, Path.Combine(home, "program"));
    }

    [Test]
    public void Another_user_packs_the_same_bytes()
    {
        using var tree = WorkTree.InGit("a.py", "b/c.py");
        var result = PackAsNobody(tree);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(File.ReadAllBytes(Path.Combine(home, "out.tgz")), Is.EqualTo(Archive.Pack(tree.List()).Bytes));
    }

    [Test]
    public void A_file_that_may_not_be_read_is_an_error_that_names_it()
    {
        using var tree = new WorkTree("a.py", "secretive.py");
        var result = PackAsNobody(tree, "secretive.py");
        Assert.That(result.Error, Does.Contain(nameof(FairleadException)).And.Contain("secretive.py' to pack it"));
    }

    [Test]
    public void A_folder_that_may_not_be_listed_is_an_error_that_names_it()
    {
        using var tree = new WorkTree("a.py", "closed/b.py");
        var result = PackAsNobody(tree, "closed");
        Assert.That(result.Error, Does.Contain(nameof(FairleadException)).And.Contain("cannot list the files").And.Contain("closed"));
    }

    public void Dispose()
    {
        if (Directory.Exists(home))
            Directory.Delete(home, recursive: true);
    }

    private ProcessResult PackAsNobody(WorkTree tree, params string[] closed)
    {
        var copy = Path.Combine(home, "tree");
        Tools.Run("cp", "-r", tree.Path, copy);
        Tools.Run("chown", "-R", $"{Nobody}:{Nobody}", home);
        foreach (var name in closed)
            Tools.Run("chmod", "000", Path.Combine(copy, name));
        string[] command = [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. Program.CommandLine(Path.Combine(home, "program"), copy, Path.Combine(home, "out.tgz"))];
        return ChildProcess.RunAsync("setpriv", command, environment: new Dictionary<string, string> { ["HOME"] = home }).GetAwaiter().GetResult();
    }
}
