using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

public sealed class SizeReportTests
{
    [Test]
    public void An_archive_at_the_ceiling_passes_and_one_byte_over_is_refused_with_the_three_largest()
    {
        using var tree = TenSizes();
        var list = tree.List();
        var archive = Archive.Pack(list).Summary;
        Assert.That(SizeReport.Of(list, archive, archive.CompressedBytes).RequireWithinCeiling, Throws.Nothing);

        var error = Assert.Throws<FairleadException>(SizeReport.Of(list, archive, archive.CompressedBytes - 1).RequireWithinCeiling);
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(
            error.Message,
            Does.Contain($"{archive.CompressedBytes} bytes").And.Contain($"{archive.CompressedBytes - 1}")
                .And.Contain("f12.txt (12,000), f11.txt (11,000), f10.txt (10,000)").And.Not.Contain("f9.txt")
                .And.Contain("source_max_archive_bytes"));
    }

    [Test]
    public void Without_a_ceiling_nothing_is_refused()
    {
        using var tree = TenSizes();
        Assert.That(SizeReport.Of(tree.List(), Archive.Pack(tree.List()).Summary, null).RequireWithinCeiling, Throws.Nothing);
    }

    [Test]
    public void The_text_tells_sizes_secrets_and_the_ten_largest()
    {
        using var tree = TenSizes();
        tree.Write(".env", "TOKEN=x");
        var report = SizeReport.Of(tree.List(), Archive.Pack(tree.List()).Summary, 5_000_000);
        var text = string.Join('\n', report.ToLines());
        Assert.That(
            text,
            Does.Contain($"digest      {report.Archive.Digest}").And.Contain("files       12").And.Contain("content     78,000 bytes")
                .And.Contain("limit       5,000,000 bytes").And.Contain("withheld    .env").And.Contain("no git work tree")
                .And.Contain("12,000  f12.txt").And.Contain("3,000  f3.txt").And.Not.Contain("f2.txt"));
    }

    [Test]
    public void The_JSON_says_the_same()
    {
        using var tree = TenSizes();
        tree.Write(".env", "TOKEN=x");
        var json = SizeReport.Of(tree.List(), Archive.Pack(tree.List()).Summary, null).ToJson();
        Assert.That((long)json["content_bytes"]!, Is.EqualTo(78_000));
        Assert.That(json["max_archive_bytes"], Is.Null);
        Assert.That((string)json["withheld"]![0]!, Is.EqualTo(".env"));
        Assert.That((string)json["largest"]![0]!["path"]!, Is.EqualTo("f12.txt"));
        Assert.That(json["largest"]!.AsArray(), Has.Count.EqualTo(10));
    }

    [Test]
    public void A_line_end_in_a_file_name_does_not_break_a_line()
    {
        using var tree = new WorkTree("line\nend.py");
        Assert.That(SizeReport.Of(tree.List(), Archive.Pack(tree.List()).Summary, null).ToLines(), Has.All.Not.Contains("\n"));
    }

    private static WorkTree TenSizes()
    {
        var tree = new WorkTree();
        foreach (var thousands in Enumerable.Range(1, 12))
            tree.Write($"f{thousands}.txt", new string('x', 1000 * thousands));
        return tree;
    }
}
