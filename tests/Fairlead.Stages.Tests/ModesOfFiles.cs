using Fairlead.Stages.Tests.Support;
using static System.IO.UnixFileMode;

namespace Fairlead.Stages.Tests;

/// <summary>What a stage made may hold what nobody else should read.</summary>
public sealed class ModesOfFiles
{
    private const UnixFileMode Others = GroupRead | GroupWrite | GroupExecute | OtherRead | OtherWrite | OtherExecute;

    [Test]
    public async Task A_cache_is_its_users_alone_also_one_that_was_open_before()
    {
        const UnixFileMode open = UserRead | UserWrite | UserExecute | GroupRead | GroupExecute | OtherRead | OtherExecute;
        using var world = new CacheWorld();
        Directory.CreateDirectory(Path.Combine(world.Root, "blobs", "sha256"), open);
        File.SetUnixFileMode(world.Root, open);
        var result = await world.RunAsync(CacheWorld.Inputs(("a", "1")));
        await world.Open().MaterialiseAsync(result, world.File("rendered"));
        var paths = Directory.EnumerateFiles(Path.Combine(world.Root, "blobs", "sha256"))
            .Concat(Directory.EnumerateFiles(Path.Combine(world.Root, "entries")))
            .Concat(Directory.EnumerateFiles(world.File("rendered")))
            .Concat(((string[])["blobs", "entries", "leases", "temporary"]).Select(folder => Path.Combine(world.Root, folder)))
            .ToList();
        Assert.That(paths, Has.Count.GreaterThan(3));
        Assert.That(paths.Where(path => (File.GetUnixFileMode(path) & Others) != 0), Is.Empty);
        Assert.That(File.GetUnixFileMode(world.Root), Is.EqualTo(open), "a folder that somebody named stays as it is");
    }

    [Test]
    public async Task A_cache_that_was_not_there_is_closed_whole()
    {
        using var world = new CacheWorld();
        await world.RunAsync(CacheWorld.Inputs(("a", "1")));
        Assert.That(File.GetUnixFileMode(world.Root) & Others, Is.EqualTo(None));
    }

    [Test]
    public async Task A_root_that_others_may_write_to_stays_theirs_too()
    {
        using var world = new CacheWorld();
        const UnixFileMode team = UserRead | UserWrite | UserExecute | GroupRead | GroupWrite | GroupExecute | SetGroup;
        Directory.CreateDirectory(world.Root);
        File.SetUnixFileMode(world.Root, team);
        await world.RunAsync(CacheWorld.Inputs(("a", "1")));
        Assert.That(File.GetUnixFileMode(world.Root), Is.EqualTo(team));
        Assert.That(Directory.EnumerateFiles(Path.Combine(world.Root, "blobs", "sha256")).Select(File.GetUnixFileMode), Is.All.EqualTo(UserRead | GroupRead));
    }

    [TestCase(GroupRead | GroupExecute, GroupRead)]
    [TestCase(GroupRead | GroupExecute | OtherRead | OtherExecute, GroupRead | OtherRead)]
    [TestCase(None, None)]
    public async Task In_a_shared_cache_those_may_read_who_may_read_its_folder(UnixFileMode ofFolder, UnixFileMode ofFiles)
    {
        using var world = new CacheWorld(withShared: true);
        File.SetUnixFileMode(world.SharedRoot, UserRead | UserWrite | UserExecute | ofFolder);
        await world.RunAsync(CacheWorld.Inputs(("a", "1")));
        var files = Directory.EnumerateFiles(Path.Combine(world.SharedRoot, "blobs", "sha256")).Concat(Directory.EnumerateFiles(Path.Combine(world.SharedRoot, "entries"))).ToList();
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Select(path => File.GetUnixFileMode(path) & Others), Is.All.EqualTo(ofFiles));
    }
}
