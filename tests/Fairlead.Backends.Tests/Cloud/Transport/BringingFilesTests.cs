namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class BringingFilesTests
{
    [TestCase("dash")]
    [TestCase("busybox sh")]
    [TestCase("bash --posix")]
    public async Task Every_shell_brings_the_files_and_hands_over(string shell)
    {
        using var volume = new Volume();
        var pod = await Pod.RunAsync(volume.Plan(), shell);
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("pod 0 reads import this").And.Contain("[pod 0] unpack SRC ("));
        Assert.That(volume.Leftovers(), Is.Empty);
    }

    [Test]
    public async Task Of_four_nodes_the_first_unpacks_and_the_others_wait_for_it()
    {
        using var volume = new Volume();
        var plan = volume.Plan(nodes: 4);
        var waiting = Enumerable.Range(1, 3).Select(rank => Pod.RunAsync(plan, ("PET_NODE_RANK", $"{rank}"))).ToList();
        var pods = await Task.WhenAll([.. waiting, Pod.RunAsync(plan, ("PET_NODE_RANK", "0"))]);
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.Zero, string.Concat(pods.Select(pod => pod.Output)));
        Assert.That(pods.Sum(pod => pod.Count("unpack SRC (")), Is.EqualTo(1));
        Assert.That(pods.Select(pod => pod.Count("reads import this")), Is.All.EqualTo(1));
    }

    [TestCase("dash")]
    [TestCase("busybox sh")]
    public async Task Sixteen_pods_that_all_take_themselves_for_the_first_make_one_whole_tree(string shell)
    {
        using var volume = new Volume();
        var plan = volume.Plan(nodes: 16);
        var pods = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Pod.RunAsync(plan, shell, ("NODE_RANK", "0"))));
        Assert.That(pods.Select(pod => pod.ExitCode), Is.All.Zero, string.Concat(pods.Select(pod => pod.Output)));
        Assert.That(volume.Leftovers(), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(volume.Tree).Select(path => Path.GetFileName(path)), Is.EquivalentTo(new[] { ".ready", "package" }));
    }

    [Test]
    public async Task A_second_job_of_the_same_source_finds_it_there()
    {
        using var volume = new Volume();
        await volume.RunAsync();
        File.SetLastWriteTimeUtc(Path.Combine(volume.Tree, ".ready"), DateTime.UtcNow.AddDays(-20));

        var pod = await volume.RunAsync(("FAIRLEAD_RUN", "second"));
        Assert.That(pod.Count("unpack"), Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.Contain("reads import this"));
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(volume.Tree, ".ready")), Is.GreaterThan(DateTime.UtcNow.AddDays(-1)));
    }

    [Test]
    public async Task The_variables_that_carried_files_reach_the_job_empty()
    {
        using var volume = new Volume(script: "env | grep -c \"_CHUNK_[0-9]*=.\"; env | grep -c \"_CHUNK_[0-9]*=\\$\"\n");
        var pod = await volume.RunAsync();
        var chunks = volume.Plan().Variables.Keys.Count(name => name.Contains("_CHUNK_", StringComparison.Ordinal));
        Assert.That(pod.Output.TrimEnd().Split('\n')[^2..], Is.EqualTo(new[] { "0", $"{chunks}" }));
    }

    [Test]
    public async Task The_exit_code_of_the_job_is_the_exit_code_of_the_pod()
    {
        using var volume = new Volume(script: "exit 7\n");
        Assert.That((await volume.RunAsync()).ExitCode, Is.EqualTo(7));
    }

    [Test]
    public async Task Odd_names_of_files_and_of_the_home_change_nothing_and_run_nothing()
    {
        const string odd = "sp ace 'quote\" $HOME;touch pwned;`touch pwned`\nline";
        using var volume = new Volume(home: $"{odd}/home", script: $"cat \"$FAIRLEAD_SOURCE\"/*/*line\n")
        {
            Source = Volume.Pack("SRC", ($"{odd}/{odd}", "the content\n"), (new string('d', 90) + "/" + new string('e', 120), "long")),
        };
        var pod = await volume.RunAsync();
        Assert.That(pod.ExitCode, Is.Zero, pod.Output);
        Assert.That(pod.Output, Does.EndWith("the content\n"));
        Assert.That(File.Exists("pwned"), Is.False);
    }
}
