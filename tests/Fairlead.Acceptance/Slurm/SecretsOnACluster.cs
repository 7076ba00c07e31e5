using Fairlead.Primitives;

namespace Fairlead.Acceptance.Slurm;

public sealed class SecretsOnACluster
{
    private const string Canary = "canary-91c5e2aa";

    [Test]
    public async Task The_job_gets_the_value_and_nothing_else_shows_it([Values("hpc", "openssh", "login")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync("""env_vars = { HF_TOKEN = "${oc.env:MY_TOKEN}" }""");
        place.User.Environment["MY_TOKEN"] = Canary;
        place.User.Write("recipes/nano3/sft/train.py", """
            import hashlib, os, time
            print(hashlib.sha256(os.environ['HF_TOKEN'].encode()).hexdigest())
            while not os.path.exists(os.environ['FAIRLEAD_OUTPUT_DIR'] + '/go'): time.sleep(0.1)
            """);

        var said = new List<string>();
        async Task SayAsync(params string[] arguments)
        {
            var result = await place.User.SucceedAsync([.. arguments, "--verbosity=diagnostic"]);
            said.AddRange([result.Output, result.Error]);
        }

        await SayAsync("--target=RenderSft", $"--profile={profile}");
        await SayAsync("--target=SubmitSft", $"--profile={profile}", "--set=env.nprocs_per_node=1");
        var run = (await place.RunsOfAsync("nano3/sft")).Single();
        var log = Path.Combine(place.FolderOf(run), "logs", "rank-0.log");
        Assert.That(() => File.Exists(log) && File.ReadAllText(log).Contains('\n', StringComparison.Ordinal), Is.True.After(120_000, 100));

        said.Add(string.Concat(Arguments()));
        said.Add((await ChildProcess.RunAsync("scontrol", ["show", "job", "--details"], environment: place.Cluster.Environment)).Output);
        foreach (var verb in new[] { "Status", "Runs", "Logs" })
            await SayAsync($"--target={verb}");
        var held = Directory.EnumerateFiles(place.JobDirectory, "*", SearchOption.AllDirectories).Where(HoldsCanary).ToList();
        Assert.That(held.Select(Path.GetFileName), Is.EqualTo(new[] { "secrets.env" }));
        Assert.That(File.GetUnixFileMode(held[0]), Is.EqualTo(AtomicFile.Private));

        await File.WriteAllTextAsync(Path.Combine(place.FolderOf(run), "output", "go"), "");
        await SayAsync("--target=Logs", "--follow");
        await SayAsync("--target=Collect");
        Assert.Multiple(() =>
        {
            Assert.That(string.Concat(said), Does.Contain(Digest.Of(Canary).ToString()), "the job saw the value");
            Assert.That(string.Concat(said), Does.Not.Contain(Canary));
            Assert.That(File.ReadAllText(Path.Combine(place.Cluster.Directory, "calls.log")), Does.Not.Contain(Canary));
            Assert.That(Directory.EnumerateFiles(place.JobDirectory, "*", SearchOption.AllDirectories).Where(HoldsCanary), Is.Empty);
            Assert.That(Directory.EnumerateFiles(place.User.Path, "*", SearchOption.AllDirectories).Where(HoldsCanary), Is.Empty);
        });
    }

    /// <summary>The arguments of every process on this machine, the nodes' included.</summary>
    private static IEnumerable<string> Arguments()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string arguments;
            try
            {
                arguments = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                continue; // It has ended.
            }

            yield return arguments;
        }
    }

    private static bool HoldsCanary(string file) => File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal);
}
