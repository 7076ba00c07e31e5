using Fairlead.Testing;

namespace Fairlead.Primitives.Tests;

public sealed class FolderCopies : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Source => directory.File("source");

    private string Target => directory.File("target");

    [Test]
    public void Files_come_at_any_depth_with_their_mode()
    {
        File.SetUnixFileMode(directory.Write("source/a/run", "x"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        FolderCopy.Copy(Source, Target);
        Assert.That(File.ReadAllText(Path.Combine(Target, "a/run")), Is.EqualTo("x"));
        Assert.That(File.GetUnixFileMode(Path.Combine(Target, "a/run")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
    }

    [Test]
    public void A_link_to_a_file_becomes_the_file_and_one_to_a_folder_stays_a_link()
    {
        directory.Write("source/steps/5/state", "five");
        Link("latest", "steps/5");
        Link("state", "steps/5/state");
        Link("steps/all", "..");
        FolderCopy.Copy(Source, Target);
        Assert.That(new FileInfo(Path.Combine(Target, "latest")).LinkTarget, Is.EqualTo("steps/5"));
        Assert.That(new FileInfo(Path.Combine(Target, "steps/all")).LinkTarget, Is.EqualTo(".."));
        Assert.That(new FileInfo(Path.Combine(Target, "state")).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(Path.Combine(Target, "state")), Is.EqualTo("five"));
    }

    [TestCase("../secret")]
    [TestCase("/etc/passwd")]
    [TestCase("a/../../secret")]
    public void A_link_that_may_leave_the_folder_is_refused_by_name(string target)
    {
        directory.Write("secret", "s");
        directory.Write("source/a/b", "");
        Link("out", target);
        var fault = Assert.Throws<FairleadException>(() => FolderCopy.Copy(Source, Target))!;
        Assert.That(fault.Message, Does.Contain(Path.Combine(Source, "out")));
        Assert.That(File.Exists(Path.Combine(Target, "out")), Is.False);
    }

    [Test]
    public async Task A_pipe_is_neither_waited_for_nor_copied()
    {
        directory.Write("source/a", "");
        await ChildProcess.RunAsync("mkfifo", [Path.Combine(Source, "pipe")]);
        FolderCopy.Copy(Source, Target);
        Assert.That(Directory.EnumerateFileSystemEntries(Target).Select(Path.GetFileName), Is.EqualTo(new[] { "a" }));
    }

    public void Dispose() => directory.Dispose();

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(Source, name), target);
}
