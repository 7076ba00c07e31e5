namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class ReadyTreesTests
{
    [Test]
    public async Task A_tree_that_is_ready_for_another_digest_gives_way()
    {
        using var volume = new Volume();
        volume.Write($"{volume.Tree}/.ready", new string('0', 64) + "\n");
        volume.Write($"{volume.Tree}/stale.py", "stale");
        await BringsAnewAsync(volume);
        Assert.That(File.Exists(Path.Combine(volume.Tree, "stale.py")), Is.False);
    }

    [Test]
    public async Task A_tree_without_its_mark_gives_way()
    {
        using var volume = new Volume();
        volume.Write($"{volume.Tree}/half/removed.py", "stale");
        await BringsAnewAsync(volume);
        Assert.That(Directory.Exists(Path.Combine(volume.Tree, "half")), Is.False);
    }

    [Test]
    public async Task A_file_in_the_place_of_the_tree_gives_way()
    {
        using var volume = new Volume();
        volume.Write(volume.Tree, "a file");
        await BringsAnewAsync(volume);
    }

    [Test]
    public async Task A_stale_tree_gives_way_once_however_many_pods_find_it()
    {
        using var volume = new Volume();
        volume.Write($"{volume.Tree}/stale.py", "stale");
        var plan = volume.Plan(nodes: 8);
        var pods = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Pod.RunAsync(plan)));
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.Zero, string.Concat(pods.Select(pod => pod.Output)));
        Assert.That(volume.Leftovers(), Is.Empty);
        Assert.That(File.Exists(Path.Combine(volume.Tree, "stale.py")), Is.False);
    }

    [Test]
    public async Task A_failure_of_another_run_is_not_ours()
    {
        using var volume = new Volume();
        volume.Write($".failed-{volume.Source.Digest.ToString()[..16]}-other", "65 damaged\n");
        var plan = volume.Plan(nodes: 2);
        var pods = await Task.WhenAll(Pod.RunAsync(plan, ("NODE_RANK", "1")), Pod.RunAsync(plan, ("NODE_RANK", "0")));
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.Zero, string.Concat(pods.Select(pod => pod.Output)));
    }

    [Test]
    public async Task A_failure_that_the_same_run_left_before_it_was_restarted_is_forgotten()
    {
        using var volume = new Volume();
        volume.Write($".failed-{volume.Source.Digest.ToString()[..16]}-run", "65 damaged\n");
        await BringsAnewAsync(volume);
    }

    [Test]
    public async Task What_a_twin_is_writing_stays_and_what_is_older_than_a_day_goes()
    {
        using var volume = new Volume();
        var young = Path.GetDirectoryName(volume.Write($".tmp-{new string('a', 16)}-twin-pod-1/tree/x", ""))!;
        var old = Path.GetDirectoryName(volume.Write($".tmp-{new string('b', 16)}-twin-pod-2/x", ""))!;
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-25));
        Assert.That((await volume.RunAsync()).ExitCode, Is.Zero);
        Assert.That(Directory.Exists(young), Is.True);
        Assert.That(Directory.Exists(old), Is.False);
    }

    [TestCase("", 13, true)]
    [TestCase("", 15, false)]
    [TestCase("3", 2, true)]
    [TestCase("3", 4, false)]
    public async Task A_tree_that_nothing_used_for_some_days_goes(string keepDays, int age, bool stays)
    {
        using var volume = new Volume();
        var mark = volume.Write($"{new string('c', 16)}/.ready", "");
        var part = volume.Write(".part-old", "");
        foreach (var file in (string[])[mark, part])
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-age));

        Assert.That((await volume.RunAsync(("FAIRLEAD_TRANSPORT_KEEP_DAYS", keepDays))).ExitCode, Is.Zero);
        Assert.That(Directory.Exists(Path.GetDirectoryName(mark)), Is.EqualTo(stays));
        Assert.That(File.Exists(part), Is.EqualTo(stays));
    }

    private static async Task BringsAnewAsync(Volume volume)
    {
        var pod = await volume.RunAsync();
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("unpack SRC (").And.Contain("reads import this"));
        Assert.That(volume.Leftovers(), Is.Empty);
    }
}
