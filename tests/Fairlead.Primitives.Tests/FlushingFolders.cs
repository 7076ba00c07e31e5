namespace Fairlead.Primitives.Tests;

public sealed class FlushingFolders
{
    [Test]
    public void A_folder_of_any_file_system_is_flushed()
    {
        foreach (var folder in (string[])[Path.GetTempPath(), "/dev/shm", "/proc/self"])
            Assert.That(() => FolderFlush.Flush(folder), Throws.Nothing, folder);
    }

    [Test]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.That(() => FolderFlush.Flush("/not/there"), Throws.InstanceOf<IOException>().With.Message.Contains("/not/there"));
}
