using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed class SecretsStayReferences
{
    private const string Canary = "canary-6f1d0b7e";
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task The_job_gets_the_value_and_nothing_else_ever_holds_it()
    {
        workplace.Environment["MY_TOKEN"] = Canary;
        workplace.WriteProfiles("""
            [lab]
            executor = "local"
            [lab.env_vars]
            HF_TOKEN = "${oc.env:MY_TOKEN}"
            """);
        workplace.Write("recipes/nano3/sft/train.py", "import hashlib, os\nprint(hashlib.sha256(os.environ['HF_TOKEN'].encode()).hexdigest())\n");

        var said = new List<string>();
        foreach (var target in new[] { "ShowJob", "RenderSft", "SubmitSft", "Explain", "Runs", "Status", "Logs", "Collect", "Validate" })
        {
            var result = await workplace.SucceedAsync($"--target={target}", "--profile=lab", "--verbosity=diagnostic");
            said.AddRange([result.Output, result.Error]);
        }

        Assert.That(string.Concat(said), Does.Contain(Digest.Of(Canary).ToString()), "the job saw the value");
        Assert.That(string.Concat(said), Does.Contain("env:MY_TOKEN").And.Not.Contain(Canary));
        Assert.That(Directory.EnumerateFiles(workplace.Path, "*", SearchOption.AllDirectories).Where(HoldsCanary), Is.Empty);
    }

    [Test]
    public async Task Run_folders_are_the_owners_alone()
    {
        await workplace.SucceedAsync("--target=SubmitSft");
        var run = Directory.EnumerateDirectories(workplace.Runs, "nano3-sft-*").Single();
        Assert.That(File.GetUnixFileMode(run), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        foreach (var file in new[] { "run.json", "request.json", "files/launch.sh", "files/config.json" })
            Assert.That(File.GetUnixFileMode(Path.Combine(run, file)), Is.EqualTo(AtomicFile.Private), file);
    }

    private static bool HoldsCanary(string file) => File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal);
}
