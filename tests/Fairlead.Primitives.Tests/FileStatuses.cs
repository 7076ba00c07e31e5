using Fairlead.Testing;

namespace Fairlead.Primitives.Tests;

public sealed class FileStatuses
{
    private readonly TemporaryDirectory directory = new();

    [SetUp]
    public void MakeFiles()
    {
        directory.Write("file.py", "print()");
        File.SetUnixFileMode(directory.Write("run.sh", "true"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        directory.Write("folder/inner.py", "");
        File.CreateSymbolicLink(directory.File("link"), "file.py");
        File.CreateSymbolicLink(directory.File("broken"), "gone");
    }

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public void Linux_and_the_framework_agree_on_everything_both_know(
        [Values("file.py", "run.sh", "folder", "link", "broken", "gone", "file.py/below")] string name,
        [Values] bool followLinks)
    {
        var linux = FileStatus.Read(directory.File(name), followLinks);
        var portable = FileStatus.ReadPortably(directory.File(name), followLinks);
        Assert.That(portable?.Kind, Is.EqualTo(linux?.Kind));
        Assert.That(portable?.Size, Is.EqualTo(linux?.Size));
        Assert.That(portable?.Stamp.Modified / 100, Is.EqualTo(linux?.Stamp.Modified / 100));
        if (linux?.Kind == FileKind.Regular)
            Assert.That(portable?.Executable, Is.EqualTo(linux?.Executable));
    }

    [Test]
    public async Task A_fifo_is_neither_a_file_nor_a_folder()
    {
        await ChildProcess.RunAsync("mkfifo", [directory.File("pipe")]);
        Assert.That(FileStatus.Read(directory.File("pipe"))?.Kind, Is.EqualTo(FileKind.Other));
    }

    [Test]
    public void A_link_is_itself_or_what_it_leads_to()
    {
        Assert.That(FileStatus.Read(directory.File("link"))?.Kind, Is.EqualTo(FileKind.Link));
        Assert.That(FileStatus.Read(directory.File("link"), followLinks: true)?.Stamp, Is.EqualTo(FileStatus.Read(directory.File("file.py"))?.Stamp));
    }
}
