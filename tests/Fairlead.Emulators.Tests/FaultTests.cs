using System.Net;
using System.Text;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Tests.RunAi;

namespace Fairlead.Emulators.Tests;

public sealed class FaultTests : IAsyncDisposable
{
    private const string Projects = "api/v1/org-unit/projects";
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        client = await RunAiClient.StartAsync();
        client.Cloud.Requests.Clear();
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Test]
    public async Task A_status_befalls_as_many_requests_as_it_should_and_is_written_down()
    {
        client.Cloud.Faults.Add(new Fault("GET", "/api/*/projects", new FaultKind.Status(429, RetryAfter: 3), Times: 2));

        using var first = await client.Http.GetAsync(new Uri(Projects, UriKind.Relative));
        var second = await client.GetAsync(Projects);
        var third = await client.GetAsync($"{Projects}?limit=1");

        Assert.That(first.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That((first.StatusCode, second.Status, third.Status), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
        Assert.That(client.Cloud.Requests.All.Select(request => $"{request}"), Is.EqualTo(new[] { $"GET /{Projects} 429", $"GET /{Projects} 429", $"GET /{Projects}?limit=1 200" }));
    }

    [TestCase(FaultPosition.Before, 0)]
    [TestCase(FaultPosition.After, 1)]
    public async Task A_status_comes_before_or_after_the_effect(FaultPosition position, int workloads)
    {
        client.Cloud.Faults.Add(new Fault("POST", "/api/v1/workloads/trainings", new FaultKind.Status(503), position));

        var (status, _) = await client.PostAsync("api/v1/workloads/trainings", ShellWorkload.Create("job", "exit 0"));

        Assert.That((status, client.Cloud.RunAi.Workloads), Is.EqualTo((HttpStatusCode.ServiceUnavailable, workloads)));
    }

    [TestCase(FaultPosition.Before, 0)]
    [TestCase(FaultPosition.After, 1)]
    public async Task A_cut_gives_no_answer_before_or_after_the_effect(FaultPosition position, int workloads)
    {
        client.Cloud.Faults.Add(new Fault("POST", "*", new FaultKind.Cut(), position));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("api/v1/workloads/trainings", ShellWorkload.Create("job", "exit 0")));

        Assert.That(client.Cloud.RunAi.Workloads, Is.EqualTo(workloads));
        Assert.That(client.Cloud.Requests.All, Has.One.With.Property(nameof(RecordedRequest.Status)).Null.And.Property(nameof(RecordedRequest.Body)).Contains("exit 0"));
    }

    [TestCase(FaultPosition.Before)]
    [TestCase(FaultPosition.After)]
    public async Task A_slow_answer_is_still_the_answer(FaultPosition position)
    {
        client.Cloud.Faults.Add(new Fault("*", "*", new FaultKind.Slow(TimeSpan.FromMilliseconds(20)), position));

        var (status, created) = await client.PostAsync("api/v1/workloads/trainings", ShellWorkload.Create("job", "exit 0"));

        Assert.That((status, (string?)created["name"]), Is.EqualTo((HttpStatusCode.Accepted, "job")));
    }

    [Test]
    public async Task A_told_phase_is_told_in_every_place()
    {
        var id = await client.StartTrainingAsync("exit 0");
        client.Cloud.Faults.Add(new Fault("GET", "*", new FaultKind.Phase("Hibernating"), Times: 2));

        var (_, own) = await client.GetAsync($"api/v1/workloads/trainings/{id}");
        var (_, list) = await client.GetAsync("api/v1/workloads");

        Assert.That(((string?)own["actualPhase"], (string?)list["workloads"]![0]!["phase"]), Is.EqualTo(("Hibernating", "Hibernating")));
    }

    [Test]
    public async Task A_stream_can_be_cut_in_its_midst()
    {
        var id = await client.StartTrainingAsync("echo 123456789; sleep 600");
        await client.UntilAsync(id, "Running");
        client.Cloud.Faults.Add(new Fault("GET", "*/log", new FaultKind.CutAfter(4)));

        using var answer = await client.Http.GetAsync(new Uri("kubernetes/api/v1/namespaces/runai-emulator/pods/job-0-0/log?follow=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var log = await answer.Content.ReadAsStreamAsync();
        using var got = new MemoryStream();

        await Assert.CatchAsync<IOException>(() => log.CopyToAsync(got));
        Assert.That(Encoding.UTF8.GetString(got.ToArray()), Is.EqualTo("1234"));
    }
}
