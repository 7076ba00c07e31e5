using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed partial class PodLogTests : IAsyncDisposable
{
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Test]
    public async Task The_last_lines_come_with_their_moments()
    {
        await client.UntilAsync(await client.StartTrainingAsync("echo one; echo two; echo three"), "Completed");

        var lines = (await client.LogAsync("job-0-0", "?tailLines=2&timestamps=true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines.Select(line => Stamp().Replace(line, "T ")), Is.EqualTo(new[] { "T two", "T three" }));
    }

    [Test]
    public async Task A_time_is_taken_in_whole_seconds()
    {
        await client.UntilAsync(await client.StartTrainingAsync("echo early; sleep 2; echo late"), "Completed");
        var late = (await client.LogAsync("job-0-0", "?tailLines=1&timestamps=true")).Split(' ')[0];
        var end = DateTimeOffset.Parse(late, CultureInfo.InvariantCulture).AddSeconds(0.999 - (DateTimeOffset.Parse(late, CultureInfo.InvariantCulture).Millisecond / 1000.0));

        Assert.That(await client.LogAsync("job-0-0", $"?sinceTime={Uri.EscapeDataString(end.ToString("O"))}"), Is.EqualTo("late\n"));
        Assert.That(await client.LogAsync("job-0-0", $"?sinceTime={Uri.EscapeDataString(end.AddSeconds(1).ToString("O"))}"), Is.Empty);
    }

    [Test]
    public async Task A_log_is_followed_to_the_end_of_the_pod()
    {
        var go = Path.Combine(client.Cloud.VolumeDirectory("data"), "go");
        var id = await client.StartTrainingAsync($"echo first; until test -e {go}; do sleep 0.1; done; echo last");
        await client.UntilAsync(id, "Running");
        await Fairlead.Testing.Eventually.HoldsAsync("the pod has started", () => Task.FromResult(client.Cloud.Pods.Living == 1));

        await using var log = await client.Http.GetStreamAsync(new Uri("kubernetes/api/v1/namespaces/runai-emulator/pods/job-0-0/log?follow=true", UriKind.Relative));
        using var reader = new StreamReader(log);
        var first = await reader.ReadLineAsync();
        await File.WriteAllTextAsync(go, "");

        Assert.That((first, await reader.ReadToEndAsync()), Is.EqualTo(("first", "last\n")));
    }

    [TestCase("none", "", HttpStatusCode.NotFound)]
    [TestCase("job-0-0", "?container=other", HttpStatusCode.BadRequest)]
    [TestCase("job-0-0", "?sinceTime=noon", HttpStatusCode.BadRequest)]
    [TestCase("job-0-0", "?tailLines=-1", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_is_refused_as_Kubernetes_refuses(string pod, string query, HttpStatusCode expected)
    {
        await client.UntilAsync(await client.StartTrainingAsync("exit 0"), "Completed");

        var (status, body) = await client.GetAsync($"kubernetes/api/v1/namespaces/runai-emulator/pods/{pod}/log{query}");

        Assert.That((status, (string?)body["kind"]), Is.EqualTo((expected, "Status")));
    }

    [Test]
    public async Task A_log_needs_a_token()
    {
        client.Http.DefaultRequestHeaders.Authorization = null;

        var (status, _) = await client.GetAsync("kubernetes/api/v1/namespaces/runai-emulator/pods/job-0-0/log");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ")]
    private static partial Regex Stamp();
}
