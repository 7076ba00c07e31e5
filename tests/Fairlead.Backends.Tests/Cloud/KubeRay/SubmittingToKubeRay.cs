using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.KubeRay;

/// <summary>What is asked of KubeRay to submit a job, and what each refusal is taken for.</summary>
public sealed class SubmittingToKubeRay
{
    private const string RayJobs = KubeRayWorkshop.RayJobs;
    private RunAiWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await RunAiWorkshop.OpenAsync(options => options with { RunPods = false }, time: new HastyTime(1000));

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task A_job_takes_three_requests_and_carries_the_digest_of_its_spec()
    {
        var job = workshop.RayJob("true");
        await workshop.SubmitAsync(job);
        var labels = JsonNode.Parse(workshop.Asked("POST", RayJobs).Single())!["metadata"]!["labels"]!;
        Assert.That(workshop.Cloud.Requests.All.Select(request => $"{request.Method} {request.Path.Split('?')[0]}"), Is.EqualTo(new[]
        {
            "POST /api/v1/token",
            $"GET {RayJobs}/{job.Request.Name}",
            $"POST {RayJobs}",
        }));
        Assert.That(labels["fairlead.dev/spec"]!.GetValue<string>(), Is.EqualTo(Digest.Of(job.Request.PartAs<CloudPart>().Spec).ToString()[..32]));
    }

    [Test]
    public async Task A_job_of_the_same_spec_whose_answer_was_lost_is_adopted()
    {
        workshop.Cloud.Faults.Add(new Fault("POST", RayJobs, new FaultKind.Status(409, "already exists"), FaultPosition.After));
        var submitted = await workshop.SubmitAsync(workshop.RayJob("true"));
        Assert.That(submitted.Run.BackendId, Does.StartWith("rayjobs/"));
        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_job_of_that_name_from_another_spec_is_refused_and_left_alone()
    {
        var job = workshop.RayJob("true");
        await TakeNameAsync(job.Request.Name);
        var error = await RefusalOfAsync(job);
        Assert.Multiple(() =>
        {
            Assert.That(error.Outcome, Is.EqualTo(RayClusterOutcome.AlreadyExistsWithOtherSpec));
            Assert.That(error.ToString(), Does.Contain("another spec").And.Contain("gives it another name"));
            Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.EqualTo(new[] { job.Request.Name }));
        });

        await workshop.Executor.CancelAsync(workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1), CancellationToken.None);
        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.EqualTo(new[] { job.Request.Name }));
    }

    [TestCase(401, "Unauthorized", "Auth", "client_secret")]
    [TestCase(403, "rayjobs.ray.io is forbidden: User cannot create resource", "Auth", "rights")]
    [TestCase(403, "rayjobs.ray.io is forbidden: exceeded quota: lab, requested: 3, used: 6, limited: 8", "Quota", "wait until others have ended")]
    [TestCase(422, "RayJob is invalid", "Other", "correct what the server names")]
    public async Task A_refusal_is_told_by_its_kind_after_one_attempt(int status, string message, string outcome, string remedy)
    {
        workshop.Cloud.Faults.Add(new Fault("POST", RayJobs, new FaultKind.Status(status, message), Times: 2));
        var error = await RefusalOfAsync(workshop.RayJob("true"));
        Assert.Multiple(() =>
        {
            Assert.That(error.Outcome.ToString(), Is.EqualTo(outcome));
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
            Assert.That(error.ToString(), Does.Contain(message).And.Contain(remedy));
            Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.Empty);
        });
    }

    [Test]
    public async Task A_server_that_keeps_failing_is_given_up_after_five_attempts()
    {
        workshop.Cloud.Faults.Add(new Fault("POST", RayJobs, new FaultKind.Status(500, "etcd is slow"), Times: 100));
        var error = await RefusalOfAsync(workshop.RayJob("true"));
        Assert.That(error.Outcome, Is.EqualTo(RayClusterOutcome.Other));
        Assert.That(error.Message, Does.Contain("500").And.Contain("etcd is slow"));
        Assert.That(workshop.Asked("POST", RayJobs), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_plain_secret_travels_with_the_job_and_is_kept_nowhere_here()
    {
        const string Sentinel = "pl41n-$(HOME)-sentinel";
        var file = Path.Combine(workshop.Root, "value");
        await File.WriteAllTextAsync(file, Sentinel);
        var job = workshop.RayJob("true");
        var run = (await workshop.SubmitAsync(job with { Request = job.Request with { Secrets = job.Request.Secrets.Add("TOKEN", $"file:{file}") } })).Run;
        Assert.That(workshop.Asked("POST", RayJobs).Single(), Does.Contain("pl41n-$$(HOME)-sentinel"));
        Assert.That(Directory.EnumerateFiles(run.Directory, "*", SearchOption.AllDirectories).Select(File.ReadAllText), Has.None.Contains(Sentinel));
    }

    [Test]
    public async Task Two_hundred_runs_are_asked_after_with_one_list()
    {
        var submitted = await workshop.StartRayJobAsync("true");
        var job = workshop.RayJob("echo other");
        var runs = Enumerable.Range(1, 200).Select(attempt => workshop.Ledger.Begin(job.Request, workshop.Target, attempt) with { BackendId = $"rayjobs/runai-emulator/{attempt}" }).ToList();
        workshop.Cloud.Requests.Clear();
        var statuses = await workshop.Executor.QueryAsync([.. runs, submitted], CancellationToken.None);
        Assert.That(statuses, Has.Count.EqualTo(201));
        Assert.That(statuses[runs[0].Id].Reason, Does.Contain("no longer knows it"));
        Assert.That(workshop.Asked("GET", RayJobs), Has.Count.EqualTo(1));
    }

    /// <summary>Makes a RayJob of that name, as somebody without Fairlead would.</summary>
    private async Task TakeNameAsync(string name)
    {
        using var client = new HttpClient { BaseAddress = workshop.Cloud.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await File.ReadAllTextAsync(workshop.Site.ClientSecret["file:".Length..]));
        var head = new { template = new { spec = new { containers = new[] { new { name = "head", image = "image:1" } } } } };
        var body = new { apiVersion = "ray.io/v1", kind = "RayJob", metadata = new { name }, spec = new { entrypoint = "true", rayClusterSpec = new { headGroupSpec = head } } };
        using var answer = await client.PostAsJsonAsync(new Uri(RayJobs, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<RayClusterException> RefusalOfAsync((JobRequest Request, Payload Payload) job) =>
        (await Assert.ThrowsAsync<RayClusterException>(() => workshop.SubmitAsync(job)))!;
}
