using Fairlead.Images.Publishing;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class FoldersOfLogins : IDisposable
{
    private readonly TemporaryDirectory parent = new();

    [Test]
    public void Only_their_user_may_enter_and_they_go_with_their_owner()
    {
        using (var folder = LoginFolder.Create(parent.Path, TimeProvider.System))
            Assert.That(File.GetUnixFileMode(folder.Path), Is.EqualTo(AtomicFile.Private | UnixFileMode.UserExecute));
        Assert.That(Directory.GetFileSystemEntries(parent.Path), Is.Empty);
    }

    [Test]
    public void What_a_killed_owner_left_goes_when_the_next_one_is_made()
    {
        var leftover = Path.GetDirectoryName(parent.Write("fairlead-login-0123/config.json", "{}"))!;
        using var inUse = LoginFolder.Create(parent.Path, TimeProvider.System);
        foreach (var folder in (string[])[leftover, inUse.Path])
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddHours(-1));
        using var next = LoginFolder.Create(parent.Path, TimeProvider.System);
        Assert.That(Directory.GetDirectories(parent.Path), Is.EquivalentTo((string[])[inUse.Path, next.Path]));
    }

    public void Dispose() => parent.Dispose();
}
