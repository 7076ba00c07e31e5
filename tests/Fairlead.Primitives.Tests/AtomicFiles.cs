using Fairlead.Testing;

namespace Fairlead.Primitives.Tests;

public sealed class AtomicFiles
{
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public void Writing_replaces_the_whole_file_and_leaves_nothing_beside_it()
    {
        var path = directory.Write("a.txt", "a longer text that was there before");
        AtomicFile.Write(path, "short");
        Assert.That(File.ReadAllText(path), Is.EqualTo("short"));
        Assert.That(Directory.GetFiles(directory.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void A_private_file_is_readable_by_its_owner_alone()
    {
        var path = directory.File("secret");
        AtomicFile.Write(path, "x", AtomicFile.Private);
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void A_write_that_cannot_be_published_leaves_the_old_file_and_no_temporary()
    {
        Directory.CreateDirectory(directory.File("taken/by-a-folder"));
        Assert.That(() => AtomicFile.Write(directory.File("taken"), "x"), Throws.InstanceOf<SystemException>());
        Assert.That(Directory.GetFiles(directory.Path), Is.Empty);
    }

    [Test]
    public void Temporaries_are_recognised_and_other_hidden_files_are_not()
    {
        Assert.That(AtomicFile.IsTemporary(AtomicFile.TemporaryFor(directory.File("x"))), Is.True);
        Assert.That(AtomicFile.IsTemporary(directory.File(".gitignore")), Is.False);
    }
}
