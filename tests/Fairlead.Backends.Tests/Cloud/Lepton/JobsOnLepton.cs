using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud;
using Fairlead.Backends.Cloud.Lepton.Running;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

public sealed class JobsOnLepton
{
    [Test]
    public async Task The_log_of_a_job_that_never_falls_silent_is_read_without_waiting_for_its_end()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var run = await workshop.StartAsync("while :; do echo more; sleep 0.05; done");
        Assert.That(async () => await workshop.LogsAsync(run, new LogQuery()), Is.Not.Empty.After(60_000, 100));
    }

    [Test]
    public async Task A_job_names_the_id_of_its_node_group()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still);
        await workshop.StartAsync("true");
        var spec = JsonNode.Parse(workshop.Asked("POST", "jobs").Single())!["spec"]!;
        Assert.That((string?)spec["affinity"]!["allowed_dedicated_node_groups"]![0], Is.EqualTo("ng-emulator-1"));
    }

    [Test]
    public async Task A_token_that_is_refused_is_tried_once_and_never_shown()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(options => Still(options) with { Secret = "other-token" });
        await File.WriteAllTextAsync(workshop.Site.Token["file:".Length..], "very-secret");
        var refusal = await Assert.ThrowsAsync<FairleadException>(() => workshop.StartAsync("true"));
        Assert.That(refusal!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(refusal.Message, Does.Contain("401").And.Not.Contain("very-secret"));
        Assert.That(workshop.Cloud.Requests.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_plain_secret_arrives_as_it_is()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var file = Path.Combine(workshop.Root, "value");
        await File.WriteAllTextAsync(file, "a$$b$(HOME)c");
        var job = workshop.Job("[ \"$TOKEN\" = 'a$$b$(HOME)c' ] && echo whole", change: job => job with { Secrets = job.Secrets.Add("TOKEN", new("file", file)) });
        var (_, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(log.Select(line => line.Text), Does.Contain("whole"));
    }

    [Test]
    public async Task The_states_of_many_runs_are_one_question()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still, new HastyTime(1000));
        var first = workshop.Job("true");
        var runs = new List<Run>();
        for (var i = 0; i < 200; i++)
            runs.Add((await workshop.SubmitAsync(Workshop.Another(first, i))).Run);
        workshop.Cloud.Requests.Clear();
        var statuses = await workshop.Executor.QueryAsync(runs, CancellationToken.None);
        Assert.That(statuses.Values.Select(status => status.State), Has.All.EqualTo(RunState.Queued));
        Assert.That(workshop.Cloud.Requests.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_that_the_workspace_has_dropped_is_unknown_and_not_failed()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still);
        var run = await workshop.StartAsync("true");
        var status = await workshop.StatusAsync(run with { BackendId = "jobs/never-there" });
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Unknown, "gone")));
    }

    [Test]
    public async Task Output_comes_through_the_storage_api_where_this_machine_has_no_volume()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still);
        var run = await workshop.StartAsync("true");
        var deep = Directory.CreateDirectory(Path.Combine(workshop.FolderOf(run), "output", "a b", "ü")).FullName;
        await File.WriteAllTextAsync(Path.Combine(deep, "model #1.bin"), "weights");
        var away = run with { Site = workshop.Site with { Home = "/not/here" } };
        Assert.That(await workshop.Executor.CollectAsync(away, CancellationToken.None), Is.Null);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(run.OutputDirectory, "a b", "ü", "model #1.bin")), Is.EqualTo("weights"));
    }

    [Test]
    public async Task A_run_cancelled_before_it_was_sent_is_never_sent()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still);
        var job = workshop.Job("true");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        var submitted = await workshop.SubmitAsync(job);
        Assert.That(submitted.Run.BackendId, Is.EqualTo(CloudMarks.NoJob));
        Assert.That(workshop.Cloud.Lepton.JobsMade, Is.Empty);
        Assert.That((await workshop.StatusAsync(submitted.Run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task The_checkup_finds_the_workspace_and_its_volume()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still);
        var findings = await LeptonCheckup.ExamineAsync(workshop.Site, workshop.Connection, CancellationToken.None);
        Assert.That(findings.Select(finding => finding.Remedy), Has.All.Null);
        Assert.That(findings[0].Found, Does.Contain("emulator"));
    }

    [Test]
    public async Task A_job_whose_files_go_over_the_volume_runs_as_any_other()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var job = workshop.Job("echo hello; exit 3", change: job => job with { ExecutorSettings = job.ExecutorSettings.With("transport", new ScalarSetting("volume", Origin.BuiltIn)) });
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That((status.State, status.ExitCode), Is.EqualTo((RunState.Failed, 3)));
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "hello" }));
        Assert.That(workshop.Asked("POST", "jobs").Single(), Does.Contain("FAIRLEAD_SRC_PARTS").And.Not.Contain("_CHUNK_0"));
    }

    [TestCase(true, "[rank 0] hello")]
    [TestCase(false, "[lepton] the job's output cannot be read: the platform has no output of it any more, and this machine does not have /not/here; the job's states are:", "[lepton] succeeded: Deleted")]
    public async Task Output_that_the_workspace_has_dropped_is_read_from_the_volume(bool hasVolume, params string[] expected)
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var run = await workshop.StartAsync("echo hello");
        await workshop.FinishAsync(run);
        await workshop.DeleteAsync(run.BackendId!);
        var here = hasVolume ? run : run with { Site = workshop.Site with { Home = "/not/here" } };
        var log = await workshop.Executor.ReadLogsAsync(here, new LogQuery(Follow: true), CancellationToken.None).ToListAsync();
        Assert.That(log.Select(line => line.ToString()), Is.EqualTo(expected));
    }

    private static Emulators.EmulatorOptions Still(Emulators.EmulatorOptions options) => options with { RunPods = false, PhaseTime = TimeSpan.FromDays(1) };
}
