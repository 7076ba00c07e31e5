using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonRayJobTests
{
    private const string Jobs = "rayclusters/ray/dashboard/api/jobs/";

    [Test]
    public async Task The_dashboard_tells_its_version()
    {
        await using var workshop = await StartAsync();

        Assert.That((string)(await workshop.GetAsync("rayclusters/ray/dashboard/api/version"))["ray_version"]!, Is.EqualTo("2.48.0"));
    }

    [Test]
    public async Task An_entry_point_runs_in_a_shell_with_the_variables_of_the_head()
    {
        await using var workshop = await StartAsync();
        using var submitted = await SubmitAsync(workshop, "a-job", "echo \"$GROUP $HOSTNAME $(echo sub) $$\" | sed 's/ [0-9]*$//'; echo $EXTRA");

        await ReachesAsync(workshop, "a-job", "SUCCEEDED");

        Assert.That((string)(await workshop.GetAsync($"{Jobs}a-job/logs"))["logs"]!, Is.EqualTo("head ray-head sub\nown $(GROUP)\n"));
    }

    [Test]
    public async Task A_submission_id_is_taken_once()
    {
        await using var workshop = await StartAsync();
        using var first = await SubmitAsync(workshop, "a-job", "true");
        using var second = await SubmitAsync(workshop, "a-job", "true");

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await second.Content.ReadAsStringAsync(), Does.Contain("Job with submission_id a-job already exists"));
        Assert.That((await workshop.GetAsync(Jobs)).AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase("{}", "entrypoint is required")]
    [TestCase("""{"entrypoint":"true","color":"red"}""", "the request is not valid at $.color")]
    [TestCase("""{"entrypoint":"true","metadata":{"a":1}}""", "the request is not valid at $.metadata.a")]
    public async Task A_submission_that_ray_does_not_know_is_refused(string body, string problem)
    {
        await using var workshop = await StartAsync();

        using var answer = await workshop.PostAsync(Jobs, JsonNode.Parse(body)!);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(problem));
    }

    [Test]
    public async Task A_failed_entry_point_tells_its_exit_code()
    {
        await using var workshop = await StartAsync();
        using var submitted = await SubmitAsync(workshop, "a-job", "exit 7");

        await ReachesAsync(workshop, "a-job", "FAILED");

        var job = await workshop.GetAsync($"{Jobs}a-job");
        Assert.That(((int)job["driver_exit_code"]!, (string)job["message"]!), Is.EqualTo((7, "Job entrypoint command failed with exit code 7")));
    }

    [Test]
    public async Task An_entry_point_that_the_kernel_does_not_take_fails_with_its_words()
    {
        await using var workshop = await StartAsync();
        using var submitted = await SubmitAsync(workshop, "a-job", $"true {new string('x', 131_072)}");

        await ReachesAsync(workshop, "a-job", "FAILED");

        Assert.That((string)(await workshop.GetAsync($"{Jobs}a-job"))["message"]!, Does.Contain("argument list too long"));
    }

    [Test]
    public async Task A_stopped_job_ends_and_says_so_however_often_it_is_stopped()
    {
        await using var workshop = await StartAsync();
        using var submitted = await SubmitAsync(workshop, "a-job", "exec sleep 1000");
        await ReachesAsync(workshop, "a-job", "RUNNING");

        Assert.That(await StopAsync(workshop, "a-job"), Is.True);
        await ReachesAsync(workshop, "a-job", "STOPPED");
        Assert.That(await StopAsync(workshop, "a-job"), Is.False);
        Assert.That(workshop.Cloud.Pods.Living, Is.EqualTo(3));
    }

    [Test]
    public async Task A_jobs_log_is_followed_through_a_web_socket()
    {
        await using var workshop = await StartAsync();
        var go = Path.Combine(workshop.Volume, "go");
        using var submitted = await SubmitAsync(workshop, "a-job", $"echo first; until [ -e '{go}' ]; do sleep 0.1; done; echo last");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer emulator-secret");
        await socket.ConnectAsync(new UriBuilder(new Uri(workshop.Client.BaseAddress!, $"{Jobs}a-job/logs/tail")) { Scheme = "ws" }.Uri, default);
        await using var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text);
        using var lines = new StreamReader(stream);

        Assert.That(await lines.ReadLineAsync(), Is.EqualTo("first"));
        await File.WriteAllTextAsync(go, "");
        Assert.That(await lines.ReadLineAsync(), Is.EqualTo("last"));
        Assert.That(await lines.ReadLineAsync(), Is.Null);
    }

    [Test]
    public async Task Jobs_end_with_their_cluster()
    {
        await using var workshop = await StartAsync();
        using var submitted = await SubmitAsync(workshop, "a-job", "exec sleep 1000");

        using var deleted = await workshop.Client.DeleteAsync(new Uri("rayclusters/ray", UriKind.Relative));

        await Eventually.HoldsAsync("nothing runs", () => Task.FromResult(workshop.Cloud.Pods.Living == 0));
    }

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        await using var workshop = await StartAsync();

        using var job = await workshop.Client.GetAsync(new Uri($"{Jobs}none", UriKind.Relative));
        using var cluster = await workshop.Client.GetAsync(new Uri("rayclusters/none/dashboard/api/version", UriKind.Relative));

        Assert.That(await job.Content.ReadAsStringAsync(), Is.EqualTo("Job none does not exist"));
        Assert.That((job.StatusCode, cluster.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    private static async Task<LeptonWorkshop> StartAsync()
    {
        var workshop = await LeptonWorkshop.StartAsync();
        await LeptonRayClusterTests.CreateAsync(workshop);
        await LeptonRayClusterTests.ReachesAsync(workshop, "Ready");
        return workshop;
    }

    private static Task<HttpResponseMessage> SubmitAsync(LeptonWorkshop workshop, string id, string entrypoint) => workshop.PostAsync(Jobs, new JsonObject
    {
        ["entrypoint"] = entrypoint,
        ["submission_id"] = id,
        ["runtime_env"] = new JsonObject { ["env_vars"] = new JsonObject { ["EXTRA"] = "own $(GROUP)" } },
    });

    private static Task ReachesAsync(LeptonWorkshop workshop, string id, string status) => Eventually.HoldsAsync(
        $"{id} is {status}",
        async () => (string)(await workshop.GetAsync($"{Jobs}{id}"))["status"]! == status);

    private static async Task<bool> StopAsync(LeptonWorkshop workshop, string id)
    {
        using var answer = await workshop.PostAsync($"{Jobs}{id}/stop", new JsonObject());
        return (bool)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["stopped"]!;
    }
}
