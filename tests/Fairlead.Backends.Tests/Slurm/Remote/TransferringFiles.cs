using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

[TestFixture(Way.Local)]
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class TransferringFiles(Way way)
{
    private static readonly string[] Names = ["with space", " lead", "q'uote", "dq\"uote", "st*r", "wh?t", "[br]ack", "b\\ack", "\\*", "ünïcode 😀", "-r", "~", "#x", "{a,b}", "semi;colon", "$HOME", "%h"];

    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [TestCaseSource(nameof(Names))]
    public async Task A_file_is_sent_to_a_path_of_any_name(string name)
    {
        var host = await SharedSshServer.HostAsync(way);
        directory.Write($"there/{name}x", "another that a pattern could match");
        await host.UploadAsync(directory.Write($"here/{name}", $"content of {name}"), directory.File($"there/new {name}/{name}"));
        Assert.That(File.ReadAllText(directory.File($"there/new {name}/{name}")), Is.EqualTo($"content of {name}"));
        Assert.That(Directory.GetFiles(directory.File($"there/new {name}")), Has.Length.EqualTo(1));
    }

    [TestCase("", "whole")]
    [TestCase("who", "whole")]
    [TestCase("whole", "whole")]
    [TestCase("much longer than whole", "whole")]
    [TestCase("old", "")]
    public async Task Whatever_is_there_the_file_is_whole_afterwards(string present, string sent)
    {
        directory.Write("there", present);
        await (await SharedSshServer.HostAsync(way)).UploadAsync(directory.Write("here", sent), directory.File("there"));
        Assert.That(File.ReadAllText(directory.File("there")), Is.EqualTo(sent));
    }

    [Test]
    public async Task A_directory_comes_with_all_that_is_below_it()
    {
        foreach (var (name, index) in Names.Select((name, index) => (name, index)))
            directory.Write($"there * ?/deep/{name}/{name}", $"{index}");
        directory.Write("there * ?/line\nbreak", "");
        Directory.CreateDirectory(directory.File("there * ?/empty"));
        File.CreateSymbolicLink(directory.File("there * ?/deep/up"), "../deep/with space");
        var here = Directory.CreateDirectory(directory.File("here [x] 'y'")).FullName;
        await (await SharedSshServer.HostAsync(way)).DownloadAsync(directory.File("there * ?"), here);
        Assert.That(Listing(here), Is.EqualTo(Listing(directory.File("there * ?"))));
    }

    [Test]
    public async Task A_directory_that_is_reached_through_a_link_comes_as_it_is()
    {
        directory.Write("real/file", "text");
        File.CreateSymbolicLink(directory.File("link"), directory.File("real"));
        var here = Directory.CreateDirectory(directory.File("here")).FullName;
        await (await SharedSshServer.HostAsync(way)).DownloadAsync(directory.File("link"), here);
        Assert.That(Listing(here), Is.EqualTo(Listing(directory.File("real"))));
    }

    [TestCase("/etc/passwd")]
    [TestCase("../../secret")]
    [TestCase("sub/../../secret")]
    public async Task A_link_that_leaves_the_directory_is_refused_by_name_before_anything_is_brought(string target)
    {
        directory.Write("there/sub/file", "text");
        File.CreateSymbolicLink(directory.File("there/sub/bad"), target);
        var host = await SharedSshServer.HostAsync(way);
        var here = Directory.CreateDirectory(directory.File("here")).FullName;
        var error = await Assert.ThrowsAsync<FairleadException>(() => host.DownloadAsync(directory.File("there"), here));
        Assert.That(error!.Message, Does.Contain("there/sub/bad").And.Contain(target));
        Assert.That(Directory.EnumerateFileSystemEntries(here), Is.Empty);
    }

    [Test]
    public async Task A_path_with_line_breaks_and_one_of_a_thousand_characters_are_nothing_special()
    {
        var host = await SharedSshServer.HostAsync(way);
        var path = $"line\nbreak/{string.Join('/', Enumerable.Repeat(new string('*', 200), 5))}";
        await host.UploadAsync(directory.Write("here", "content"), directory.File($"there/{path}/file"));
        var back = Directory.CreateDirectory(directory.File("back")).FullName;
        await host.DownloadAsync(directory.File("there"), back);
        Assert.That(File.ReadAllText(Path.Combine(back, path, "file")), Is.EqualTo("content"));
    }

    [Test]
    public async Task Large_files_arrive_whole_both_ways_and_say_how_far_they_are()
    {
        var content = new byte[40_000_000];
        new Random(3).NextBytes(content);
        await File.WriteAllBytesAsync(directory.File("here"), content);
        var host = await SharedSshServer.HostAsync(way);
        var sent = new Reports();
        await host.UploadAsync(directory.File("here"), directory.File("there/file"), sent);
        Assert.That(File.ReadAllBytes(directory.File("there/file")).AsSpan().SequenceEqual(content));
        Assert.That(sent.All, Is.Ordered.And.Not.Empty);
        Assert.That(sent.All[^1], Is.EqualTo(content.Length));
        var back = Directory.CreateDirectory(directory.File("back")).FullName;
        await host.DownloadAsync(directory.File("there"), back);
        Assert.That(File.ReadAllBytes(Path.Combine(back, "file")).AsSpan().SequenceEqual(content));
    }

    [Test]
    public async Task A_directory_that_is_not_there_is_named()
    {
        var host = await SharedSshServer.HostAsync(way);
        var error = await Assert.ThrowsAsync<FairleadException>(() => host.DownloadAsync(directory.File("nowhere"), directory.Path));
        Assert.That(error!.Message, Does.Contain(directory.File("nowhere")));
    }

    private static IEnumerable<string> Listing(string root) =>
        Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Select(path => new FileInfo(path)).Select(file =>
            $"{Path.GetRelativePath(root, file.FullName)} {file.LinkTarget ?? (file.Exists ? File.ReadAllText(file.FullName) : "folder")}").Order(StringComparer.Ordinal);

    private sealed class Reports : IProgress<long>
    {
        public List<long> All { get; } = [];

        public void Report(long value) => All.Add(value);
    }
}
