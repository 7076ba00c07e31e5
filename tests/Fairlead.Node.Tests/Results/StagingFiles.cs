using Fairlead.Node.Results;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Results;

public sealed class StagingFiles
{
    private readonly TemporaryDirectory folder = new();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Results_come_from_all_places_and_nothing_else_does()
    {
        string[] wanted = ["perf_x.csv", "scripts/alpha/perf-x.csv", "scripts/alpha/workdir/benchmark_8_CONCURRENCY.log", "run_directory/results.json", "host_env.csv", "scripts/alpha/mine.csv", "scripts/alpha/rocprof_output/a/b.txt"];
        foreach (var name in wanted.Concat(["perf.csv", "perf_entry.csv", "perf_super.json", "train.py", "scripts/other/perf_y.csv", "data.csv"]))
            folder.Write($"work/{name}", name);
        Assert.That(Stage(), Is.Empty);
        Assert.That(Staged(), Is.EquivalentTo(new[] { "perf_x.csv", "perf-x.csv", "benchmark_8_CONCURRENCY.log", "results.json", "host_env.csv", "mine.csv", "rocprof_output/a/b.txt" }));
    }

    [Test]
    public void What_was_there_before_is_no_result_unless_it_changed()
    {
        folder.Write("work/perf_old.csv", "old");
        folder.Write("work/perf_changed.csv", "old");
        var before = Files().Now;
        Belongings.Write(folder.Path, before);
        folder.Write("work/perf_changed.csv", "new!");
        folder.Write("work/perf_new.csv", "new");
        new ResultFiles(folder.File("work"), "scripts/alpha", "mine.csv", Belongings.Read(folder.Path)).Stage(folder.File("out"));
        Assert.That(Staged(), Is.EquivalentTo(new[] { "perf_changed.csv", "perf_new.csv" }));
    }

    [Test]
    public void A_profile_of_an_earlier_run_is_no_result()
    {
        folder.Write("work/rocprof_output/a.txt", "old");
        new ResultFiles(folder.File("work"), "scripts/alpha", "mine.csv", Files().Now).Stage(folder.File("out"));
        Assert.That(Staged(), Is.Empty);
    }

    [Test]
    public void Files_of_one_name_are_all_kept()
    {
        folder.Write("work/results.csv", "1");
        folder.Write("work/scripts/alpha/results.csv", "2");
        folder.Write("taken/results.csv", "3");
        Files().Stage(folder.File("out"), folder.File("taken"));
        Assert.That(Staged(), Is.EquivalentTo(new[] { "results.csv", "alpha/results.csv", "taken/results.csv" }));
    }

    [Test]
    public void A_link_brings_nothing()
    {
        Directory.CreateDirectory(folder.File("work"));
        File.CreateSymbolicLink(folder.File("work/perf_x.csv"), "/etc/passwd");
        Directory.CreateSymbolicLink(folder.File("work/rocprof_output"), "/etc");
        Directory.CreateDirectory(folder.File("work/scripts/alpha"));
        folder.Write("elsewhere/perf_y.csv", "of another");
        Directory.CreateSymbolicLink(folder.File("work/scripts/alpha/workdir"), folder.File("elsewhere"));
        Stage();
        Assert.That(Staged(), Is.Empty);
    }

    [Test]
    public void Times_are_kept_so_that_the_newest_can_be_told()
    {
        var file = folder.Write("work/perf_x.csv", "x");
        var time = new DateTime(2026, 1, 15, 9, 30, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, time);
        Stage();
        Assert.That(File.GetLastWriteTimeUtc(folder.File("out/perf_x.csv")), Is.EqualTo(time));
    }

    private ResultFiles Files() => new(folder.File("work"), "scripts/alpha", "mine.csv");

    private IEnumerable<string> Stage() => Files().Stage(folder.File("out"));

    private IEnumerable<string> Staged() => Directory.EnumerateFiles(folder.File("out"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.File("out"), file));
}
