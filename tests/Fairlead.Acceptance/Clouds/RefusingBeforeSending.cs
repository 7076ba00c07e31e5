using System.Diagnostics;
using Fairlead.Primitives;

namespace Fairlead.Acceptance.Clouds;

public sealed class RefusingBeforeSending
{
    private const string Nowhere = "http://127.0.0.1:9";

    [Test]
    public async Task Rendering_needs_no_control_plane([Values("dgxcloud", "lepton")] string executor)
    {
        await using var place = new CloudWorkplace();
        Assert.That((await place.User.SucceedAsync(CloudWorkplace.On(executor, "--target=RenderSft"))).Output, Does.Contain("\"part\""));
        Assert.That(File.Exists(Path.Combine(place.Folder, "emulator.json")), Is.False);
    }

    [Test]
    public async Task An_archive_over_the_ceiling_is_refused_with_its_largest_files_and_nothing_is_asked()
    {
        using var user = new Workplace();
        user.WriteProfiles(RunAi(Nowhere, "transport = 'environment'\ntransport_max_chars = 4000"));
        var message = await user.FailAsync(ExitCode.Usage, "--target=SubmitSft", "--profile=runai");
        Assert.That(message, Does.Contain("the limit is 4,000").And.Contain("largest: ").And.Contain("transport = \"auto\""));
        Assert.That(await user.RunsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_command_over_the_platforms_limit_is_refused_with_the_key()
    {
        using var user = new Workplace();
        user.WriteProfiles(RunAi(Nowhere, "dgxcloud_max_args_chars = 1000"));
        Assert.That(await user.FailAsync(ExitCode.Usage, "--target=RenderSft", "--profile=runai"), Does.Contain("1,000").And.Contain("dgxcloud_max_args_chars"));
    }

    [Test]
    public async Task A_config_of_24000_characters_travels_and_reads_the_same()
    {
        await using var place = new CloudWorkplace();
        var notes = string.Concat(Enumerable.Range(0, 4800).Select(i => $"{i * 7919 % 100_000:d5}"));
        await File.AppendAllTextAsync(Path.Combine(place.User.Recipes, "nano3/sft/config/tiny.yaml"), $"notes: x{notes}\n");
        place.User.Write("recipes/nano3/sft/train.py", "import hashlib, json, sys\nprint(hashlib.sha256(json.load(open(sys.argv[2]))['notes'].encode()).hexdigest())\n");
        var result = await place.User.SucceedAsync(CloudWorkplace.On("dgxcloud", "--target=SubmitSft", "--attach"));
        Assert.That(result.Error, Does.Contain($"[rank 0] {Digest.Of($"x{notes}")}"));
    }

    [Test]
    public async Task Wrong_credentials_end_at_once_with_the_servers_own_words_and_without_the_secret([Values("dgxcloud", "lepton")] string executor)
    {
        await using var place = new CloudWorkplace();
        await place.User.SucceedAsync("--target=StartEmulator");
        place.User.Environment["WRONG"] = "a-wrong-canary";
        place.User.WriteProfiles(executor == "lepton" ? Lepton(place.Address) : RunAi(place.Address, ""));
        var started = Stopwatch.GetTimestamp();
        var message = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=PrepSft", "--profile=" + (executor == "lepton" ? "lep" : "runai"));
        Assert.Multiple(() =>
        {
            Assert.That(message, Does.Contain("401"));
            Assert.That(message, Does.Not.Contain("a-wrong-canary"));
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(60)), "no retries with pauses");
        });
        Assert.That(await place.User.RunsAsync(), Is.Empty);
    }

    private static string RunAi(string address, string more) => $$"""
        [runai]
        executor = "dgxcloud"
        base_url = "{{address}}/api/v1"
        client_id = "emulator"
        client_secret = "env:WRONG"
        project_name = "emulator"
        pvcs = [{ claimName = "data", path = "/vol" }]
        pvc_nemo_run_dir = "/vol/jobs"
        {{more}}
        """;

    private static string Lepton(string address) => $$"""
        [lep]
        executor = "lepton"
        workspace_url = "{{address}}/api/v2/workspaces/emulator"
        workspace_token = "env:WRONG"
        nemo_run_dir = "/vol/jobs"
        mounts = [{ path = "/", mount_path = "/vol", from = "node-nfs:data" }]
        """;
}
