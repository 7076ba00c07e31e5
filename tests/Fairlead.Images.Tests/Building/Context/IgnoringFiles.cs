using System.Formats.Tar;
using Fairlead.Images.Building.Context;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using FsCheck.Fluent;

namespace Fairlead.Images.Tests.Building.Context;

public sealed class IgnoringFiles
{
    private const int Samples = 4;
    private const int Size = 6;

    private static readonly string[] Tree =
    [
        "foo", "xfoo", "z.go", ".hid", "br[1]", "br1", "sp ace", "#hash", "!bang", "x.d/e", "a/foo", "a/xfoo", "a/z.go", "a/b/foo", "a/b/keep", "a/b/c.txt", "keepdir/sub/keep", "keepdir/z.go",
    ];

    private static readonly string[] Alike =
    [
        "",
        "/foo\n./a/../z.go\n#hash\n  sp ace  \n\nx.d/\nA\n.\n..\n/",
        "\\#hash\n\\!bang\nbr\\[1\\]\na/*/foo\r\n",
        "!bang\n?oo\na?b\n[!x]oo\na/**/z.go",
        "[^x]oo\nbr[1]\nfoo**\n**/*.txt",
        "fo[a-o]\n**/z.*\n**/b",
        "*",
        "**",
        "a/**",
        "*.*\n!*.go",
        "**/*.go\n!z.go\n**/foo",
        "*\n!a",
        "*\n!a/b/keep",
        "**\n!a/b",
        "a/b/**\n!a/b/keep",
        "! foo\nfoo\n!  foo\na\n!a/b\na/b/keep",
    ];

    [Test]
    public async Task Builders_copy_the_files_that_are_listed([ValueSource(nameof(Alike))] string ignored, [Values(BuildTool.Classic, BuildTool.IntegratedBuildKit)] BuildTool tool)
    {
        using var project = ProjectWithTree();
        project.Write(IgnoreRules.FileName, ignored);
        Assert.That(Listed(project, tool), Is.EquivalentTo(await CopiedAsync(project, tool)));
    }

    [Test]
    public async Task Whatever_the_patterns_no_file_is_copied_that_is_not_listed([Values(BuildTool.Classic, BuildTool.IntegratedBuildKit)] BuildTool tool)
    {
        using var project = ProjectWithTree();
        var part = Gen.Elements("a", "b", "foo", "*", "**", "?oo", "z.*", "k*", "**go", "keepdir", "sub");
        var pattern = Gen.Elements("", "", "!").Zip(Gen.NonEmptyListOf(part), (mark, parts) => mark + string.Join('/', parts.Take(3)));
        foreach (var lines in Gen.Sample(Gen.NonEmptyListOf(pattern), Samples, Size))
        {
            project.Write(IgnoreRules.FileName, string.Join('\n', lines));
            Assert.That(await CopiedAsync(project, tool), Is.SubsetOf(Listed(project, tool)), $"[{string.Join(" | ", lines)}]");
        }
    }

    [TestCase("*\n!**/keep", "a/b/keep keepdir/sub/keep", Description = "engines before 2022 leave hidden folders unread")]
    [TestCase("*\n!**.go", "a/z.go keepdir/z.go z.go", Description = "older ones read a file named .go")]
    public void What_only_some_engines_copy_is_listed(string ignored, string files)
    {
        using var project = ProjectWithTree();
        project.Write(IgnoreRules.FileName, ignored);
        Assert.That(Listed(project, BuildTool.IntegratedBuildKit), Is.EquivalentTo(files.Split(' ')));
    }

    [Test]
    public async Task The_dockerfile_has_an_ignore_file_of_its_own_but_not_for_the_classic_builder()
    {
        using var project = ProjectWithTree();
        project.Write(IgnoreRules.FileName, "foo");
        File.WriteAllText($"{project.Definition.Dockerfile}{IgnoreRules.FileName}", "z.go");
        foreach (var tool in (BuildTool[])[BuildTool.Classic, BuildTool.IntegratedBuildKit])
        {
            Assert.That(Listed(project, tool), Does.Not.Contain(tool == BuildTool.Classic ? "foo" : "z.go"), $"{tool}");
            Assert.That((await CopiedAsync(project, tool)).Append(IgnoreRules.FileName).Distinct(), Is.EquivalentTo(Listed(project, tool).Append(IgnoreRules.FileName).Distinct()), $"{tool}");
        }
    }

    [TestCase("[")]
    [TestCase("foo\\")]
    [TestCase("!")]
    public void A_line_that_no_engine_reads_is_refused(string line)
    {
        var fault = Assert.Throws<FairleadException>(() => IgnoreRules.Parse($"ok\n{line}\n"))!;
        Assert.That(fault.Problem, Does.Contain($"'{line}'"));
    }

    private static ImageProject ProjectWithTree()
    {
        var project = new ImageProject("COPY . /context/");
        foreach (var path in Tree)
            project.Write(path, path);
        return project;
    }

    private static string[] Listed(ImageProject project, BuildTool tool) => [.. BuildContext.List(project.Definition, tool).Where(file => file.Kind != FileKind.Folder).Select(file => file.Path).Where(file => file != IgnoreRules.FileName)];

    private static string[] Folders(ImageProject project, BuildTool tool) => [.. BuildContext.List(project.Definition, tool).Where(file => file.Kind == FileKind.Folder).Select(file => file.Path)];

    [Test]
    public async Task No_folder_is_copied_that_is_not_listed([ValueSource(nameof(Alike))] string ignored)
    {
        using var project = ProjectWithTree();
        Directory.CreateDirectory(Path.Combine(project.Context, "a", "empty"));
        project.Write(IgnoreRules.FileName, ignored);
        var copied = await CopiedAsync(project, BuildTool.IntegratedBuildKit, folders: true);
        Assert.That(copied, Is.SubsetOf(Folders(project, BuildTool.IntegratedBuildKit)));
    }

    private static async Task<string[]> CopiedAsync(ImageProject project, BuildTool tool, bool folders = false)
    {
        var engine = await ImageProject.EngineAsync(tool);
        var environment = new Dictionary<string, string>(engine.Environment!) { ["DOCKER_BUILDKIT"] = tool == BuildTool.Classic ? "0" : "1" };
        var tag = $"{project.Definition.Name}:{tool.ToString().ToLowerInvariant()}";
        var built = await ChildProcess.RunAsync(engine.Client, ["build", "--quiet", "--file", project.Definition.Dockerfile, "--tag", tag, project.Context], environment: environment);
        Assert.That(built.ExitCode, Is.Zero, built.Error);
        var container = (await engine.RunAsync(["create", tag, "true"], CancellationToken.None)).Trim();
        var archive = await ChildProcess.RunBytesAsync(engine.Client, ["cp", $"{container}:/context", "-"], environment: engine.Environment);
        await engine.RunAsync(["rm", container], CancellationToken.None);
        return Entries(archive.Output, folders);
    }

    private static string[] Entries(ReadOnlyMemory<byte> archive, bool folders)
    {
        using var stream = new MemoryStream(archive.ToArray());
        using var reader = new TarReader(stream);
        var files = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory == folders && entry.Name != "context/")
                files.Add(entry.Name["context/".Length..].TrimEnd('/'));
        }

        return [.. files.Where(file => file != IgnoreRules.FileName)];
    }
}
