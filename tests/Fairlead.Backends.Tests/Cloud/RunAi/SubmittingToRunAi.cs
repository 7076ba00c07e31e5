using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>What is asked of run:ai to submit a job, and what is said when it refuses.</summary>
public sealed class SubmittingToRunAi
{
    private const string Trainings = "/api/v1/workloads/trainings";
    private RunAiWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await RunAiWorkshop.OpenAsync(options => options with { RunPods = false, OtherProjects = 60 });

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task A_job_takes_four_requests()
    {
        await workshop.SubmitAsync(workshop.Job("true"));
        Assert.That(workshop.Cloud.Requests.All.Select(request => $"{request.Method} {request.Path.Split('?')[0]}"), Is.EqualTo(new[]
        {
            "POST /api/v1/token",
            "GET /api/v1/org-unit/projects",
            "GET /api/v1/workloads",
            $"POST {Trainings}",
        }));
    }

    [Test]
    public async Task The_same_command_again_sends_nothing_and_another_attempt_makes_one_more()
    {
        var job = workshop.Job("true");
        var first = await workshop.SubmitAsync(job);
        var requests = workshop.Cloud.Requests.All.Count;
        var again = await workshop.SubmitAsync(job);
        Assert.That(workshop.Cloud.Requests.All, Has.Count.EqualTo(requests));
        Assert.That(again.Run.BackendId, Is.EqualTo(first.Run.BackendId));

        await workshop.SubmitAsync(job, resubmit: true);
        Assert.That(workshop.Asked("POST", Trainings), Has.Count.EqualTo(2));
        Assert.That(workshop.Cloud.RunAi.Workloads, Is.EqualTo(2));
    }

    [Test]
    public async Task Several_nodes_are_a_distributed_workload()
    {
        var run = await workshop.StartAsync("true", nodes: 3);
        Assert.That(run.BackendId, Does.StartWith("distributed/"));
        Assert.That(workshop.Asked("POST", "/api/v1/workloads/distributed").Single(), Does.Contain("\"numWorkers\":3").And.Contain("\"useGivenNameAsPrefix\":false"));
    }

    [Test]
    public async Task A_launcher_that_died_before_it_recorded_the_job_leaves_it_to_be_found()
    {
        var job = workshop.Job("true");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        var id = await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        var again = await workshop.SubmitAsync(job);
        Assert.Multiple(() =>
        {
            Assert.That(again.Outcome, Is.EqualTo(SubmitOutcome.Adopted));
            Assert.That(again.Run.BackendId, Is.EqualTo(id));
            Assert.That(workshop.Asked("POST", Trainings), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_project_that_is_not_there_is_refused_with_the_names_that_are()
    {
        var target = new SubmitTarget("lab", Site: workshop.Site with { Project = "emulater" });
        var job = workshop.Job("true");
        var error = await Assert.ThrowsAsync<FairleadException>(
            () => workshop.Submitter.SubmitAsync(job.Request, target, job.Payload, false, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
            Assert.That(error.Message, Does.Contain("'emulater'").And.Contain("Did you mean 'emulator'?").And.Contain("project_name"));
            Assert.That(workshop.Cloud.RunAi.Workloads, Is.Zero);
            Assert.That(workshop.Ledger.List(), Is.Empty);
        });
    }

    [Test]
    public async Task A_wrong_secret_is_refused_after_one_request_and_never_shown()
    {
        const string Sentinel = "wr0ng-sentinel";
        var file = Path.Combine(workshop.Root, "wrong");
        await File.WriteAllTextAsync(file, Sentinel);
        var target = new SubmitTarget("lab", Site: workshop.Site with { ClientSecret = $"file:{file}" });
        var job = workshop.Job("true");
        var error = await Assert.ThrowsAsync<FairleadException>(
            () => workshop.Submitter.SubmitAsync(job.Request, target, job.Payload, false, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
            Assert.That(error.Message, Does.Contain("401").And.Contain("Invalid client").And.Contain("client_secret"));
            Assert.That(error.ToString(), Does.Not.Contain(Sentinel));
            Assert.That(workshop.Cloud.Requests.All, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_plain_secret_travels_with_the_job_and_is_kept_nowhere_here()
    {
        const string Sentinel = "pl41n-$(HOME)-sentinel";
        var file = Path.Combine(workshop.Root, "value");
        await File.WriteAllTextAsync(file, Sentinel);
        var run = (await workshop.SubmitAsync(workshop.Job("true", change: job => job with { Secrets = job.Secrets.Add("TOKEN", new("file", file)) }))).Run;
        Assert.That(workshop.Asked("POST", Trainings).Single(), Does.Contain("pl41n-$$(HOME)-sentinel"));
        Assert.That(Directory.EnumerateFiles(run.Directory, "*", SearchOption.AllDirectories).Select(File.ReadAllText), Has.None.Contains(Sentinel));
    }

    [Test]
    public async Task The_words_of_a_refusal_are_shown_without_plain_secrets()
    {
        const string Sentinel = "ech0ed-sentinel";
        var file = Path.Combine(workshop.Root, "value");
        await File.WriteAllTextAsync(file, Sentinel);
        workshop.Cloud.Faults.Add(new Fault("POST", Trainings, new FaultKind.Status(403, $"quota exceeded; TOKEN={Sentinel}")));
        var job = workshop.Job("true", change: job => job with { Secrets = job.Secrets.Add("TOKEN", new("file", file)) });
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.ToString(), Does.Contain("403").And.Contain("quota exceeded; TOKEN=***").And.Not.Contain(Sentinel));
    }

    [Test]
    public async Task Two_hundred_runs_are_asked_after_with_one_list()
    {
        var job = workshop.Job("true");
        var runs = new List<Run>();
        for (var attempt = 1; attempt <= 200; attempt++)
            runs.Add(workshop.Ledger.Begin(job.Request, workshop.Target, attempt) with { BackendId = $"trainings/{attempt}" });
        var submitted = await workshop.StartAsync("echo other");
        workshop.Cloud.Requests.Clear();
        var statuses = await workshop.Executor.QueryAsync([.. runs, submitted], CancellationToken.None);
        Assert.That(statuses, Has.Count.EqualTo(201));
        Assert.That(workshop.Asked("GET", "/api/v1/workloads"), Has.Count.EqualTo(1));
    }
}
