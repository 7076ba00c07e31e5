using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed class WrongInput
{
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task Malformed_TOML_is_placed_by_file_line_and_column()
    {
        workplace.WriteProfiles("[lab]\nexecutor = local\n");
        await RefusedAsync("env.toml:2:12: expected a value", "--target=SubmitSft", "--profile=lab");
    }

    [Test]
    public async Task A_misspelt_profile_gets_the_nearest_name()
    {
        workplace.WriteProfiles("[laboratory]\nexecutor = \"local\"\n");
        await RefusedAsync("Did you mean 'laboratory'?", "--target=SubmitSft", "--profile=labratory");
    }

    [Test]
    public async Task A_misspelt_key_gets_the_nearest_name_and_its_place()
    {
        workplace.WriteProfiles("[lab]\nexecutor = \"local\"\nnodse = 2\n");
        var error = await RefusedAsync("Did you mean 'nodes'?", "--target=SubmitSft", "--profile=lab");
        Assert.That(error, Does.Contain("env.toml:3"));
    }

    [Test]
    public async Task Profiles_that_extend_each_other_are_refused_with_the_whole_chain()
    {
        workplace.WriteProfiles("[a]\nextends = \"b\"\n[b]\nextends = \"c\"\n[c]\nextends = \"a\"\n");
        await RefusedAsync("a -> b -> c -> a", "--target=SubmitSft", "--profile=a");
    }

    [Test]
    public async Task All_unset_variables_are_reported_at_once()
    {
        workplace.WriteProfiles("""
            [lab]
            executor = "local"
            container_image = "${oc.env:FAIRLEAD_UNSET_ONE}"
            [lab.env_vars]
            PLACE = "${oc.env:FAIRLEAD_UNSET_TWO}"
            """);
        var error = await RefusedAsync("FAIRLEAD_UNSET_ONE", "--target=SubmitSft", "--profile=lab");
        Assert.That(error, Does.Contain("FAIRLEAD_UNSET_TWO"));
    }

    [TestCase("--recipe=nano3/sfl", "Did you mean 'nano3/sft'?")]
    [TestCase("--config=tyni", "Did you mean 'tiny'?")]
    [TestCase("--set=trian.steps=3", "Did you mean 'train.steps'?")]
    [TestCase("--set=train=3", "'train' is a table")]
    [TestCase("--set=env.ndoes=3", "Did you mean 'nodes'?")]
    [TestCase("--set=env.nprocs_per_node=0", "nprocs_per_node")]
    [TestCase("--set=data.path=nowhere.jsonl", "nowhere.jsonl")]
    [TestCase("--set=data.path=.", "which is a folder; expected a file")]
    [TestCase("--exeuctor=local", "Did you mean '--executor'?")]
    [TestCase("--executor=slrum", "Did you mean 'slurm'?")]
    [TestCase("train.steps=3", "--set=train.steps=3")]
    public async Task A_wrong_argument_is_refused_with_what_was_probably_meant(string argument, string hint) =>
        await RefusedAsync(hint, "--target=Submit", argument.StartsWith("--recipe", StringComparison.Ordinal) ? "--json" : "--recipe=nano3/sft", argument);

    [Test]
    public async Task An_unknown_target_gets_the_nearest_name() =>
        await RefusedAsync("SubmitSft", "--target=SubmitSfl");

    [TestCase("slurm")]
    [TestCase("dgxcloud")]
    public async Task An_executor_without_a_profile_names_the_keys_to_set(string executor) =>
        await RefusedAsync($"--target=InitProfile --executor={executor}", "--target=SubmitSft", $"--executor={executor}");

    [Test]
    public async Task A_broken_env_file_does_not_keep_anyone_from_their_runs()
    {
        workplace.WriteProfiles("[lab\n");
        await workplace.SucceedAsync("--target=Runs");
    }

    [Test]
    public async Task A_damaged_record_does_not_hide_the_other_runs()
    {
        await workplace.SucceedAsync("--target=SubmitSft", "--detach");
        workplace.Write("runs/broken/run.json", "{");
        var listed = await workplace.SucceedAsync("--target=Runs");
        Assert.That(listed.Output, Does.Contain("nano3-sft-"));
        Assert.That(listed.Error, Does.Contain("broken/run.json"));
    }

    [Test]
    public async Task An_archive_over_the_ceiling_is_refused_with_the_largest_files()
    {
        var error = await RefusedAsync("source_max_archive_bytes", "--target=SubmitSft", "--set=env.source_max_archive_bytes=1000");
        Assert.That(error, Does.Contain("the limit is 1,000").And.Contain("largest:"));
    }

    [Test]
    public async Task A_source_file_over_the_cap_is_named()
    {
        workplace.Write("recipes/nano3/sft/weights.txt", new string('x', 20_000));
        await RefusedAsync("nano3/sft/weights.txt", "--target=SubmitSft", "--set=env.source_max_file_bytes=15000");
    }

    /// <summary>Exit code 2, the hint in the message, and no run.</summary>
    private async Task<string> RefusedAsync(string hint, params string[] arguments)
    {
        var error = await workplace.FailAsync(ExitCode.Usage, arguments);
        Assert.That(error, Does.Contain(hint));
        Assert.That(error, Does.Not.Contain("   at "), "a user's mistake shows no stack trace");
        Assert.That(Directory.Exists(workplace.Runs), Is.False);
        return error;
    }
}
