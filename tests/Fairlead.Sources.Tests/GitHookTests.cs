namespace Fairlead.Sources.Tests;

[NonParallelizable]
public sealed class GitHookTests
{
    [Test]
    public void Variables_that_git_sets_in_a_hook_do_not_point_at_another_repository()
    {
        using var tree = WorkTree.InGit("a.py");
        using var other = WorkTree.InGit("b.py");
        Environment.SetEnvironmentVariable("GIT_DIR", other.File(".git"));
        try
        {
            Assert.That(tree.Paths(), Is.EqualTo(new[] { "a.py" }));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_DIR", null);
        }
    }
}
