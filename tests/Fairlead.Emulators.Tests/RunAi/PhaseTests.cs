using System.Net;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed class PhaseTests : IAsyncDisposable
{
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [Test]
    public async Task A_training_goes_through_its_phases_and_completes()
    {
        var id = await client.StartTrainingAsync("echo done");

        await client.UntilAsync(id, "Completed");

        var (_, events) = await client.GetAsync($"api/v1/workloads/{id}/events");
        Assert.That(events["events"]!.AsArray().Select(happened => (string?)happened!["reason"]).Distinct(), Is.EqualTo(new[] { "Creating", "Initializing", "Pending", "Running", "Completed" }));
        Assert.That(await client.LogAsync("job-0-0"), Is.EqualTo("done\n"));
    }

    [Test]
    public async Task A_failure_names_the_pod_and_its_exit_code()
    {
        var id = await client.StartTrainingAsync("exit 7");

        var workload = await client.UntilAsync(id, "Failed", "Completed");

        Assert.That((string?)workload["phaseMessage"], Does.Contain("job-0-0").And.Contain("exit code 7"));
    }

    [Test]
    public async Task Failed_pods_are_replaced_up_to_the_backoff_limit()
    {
        var mark = Path.Combine(client.Cloud.VolumeDirectory("data"), "tries");
        var id = await client.StartTrainingAsync($"echo x >> {mark}; test $(wc -l < {mark}) = 3", change: spec => spec["backoffLimit"] = 2);

        await client.UntilAsync(id, "Completed");

        Assert.That(File.ReadAllLines(mark), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Without_a_limit_a_pod_is_replaced_six_times()
    {
        var mark = Path.Combine(client.Cloud.VolumeDirectory("data"), "tries");
        var id = await client.StartTrainingAsync($"echo x >> {mark}; exit 1", change: spec => spec.Remove("backoffLimit"));

        await client.UntilAsync(id, "Failed");

        Assert.That(File.ReadAllLines(mark), Has.Length.EqualTo(7));
    }

    [Test]
    public async Task A_worker_that_fails_ends_the_others()
    {
        var id = await client.StartAsync("distributed", ShellWorkload.CreateDistributed("job", "test \"$RANK\" = 0 && exit 3; sleep 600", workers: 3));

        var workload = await client.UntilAsync(id, "Failed");

        Assert.That((string?)workload["phaseMessage"], Does.Contain("job-worker-0"));
        Assert.That((int?)workload["runningPods"], Is.Zero);
        Assert.That(client.Cloud.Pods.Living, Is.Zero);
    }

    [Test]
    public async Task Suspending_ends_the_pods_and_resuming_starts_new_ones()
    {
        var id = await client.StartTrainingAsync("sleep 600");
        await client.UntilAsync(id, "Running");

        var (status, _) = await client.PostAsync($"api/v1/workloads/trainings/{id}/suspend");
        await client.UntilAsync(id, "Stopped");
        var living = client.Cloud.Pods.Living;
        await client.PostAsync($"api/v1/workloads/trainings/{id}/resume");
        await client.UntilAsync(id, "Running");

        Assert.That((status, living), Is.EqualTo((HttpStatusCode.Accepted, 0)));
    }

    [Test]
    public async Task Suspending_a_workload_that_has_ended_leaves_it_as_it_ended()
    {
        var id = await client.StartTrainingAsync("exit 0");
        await client.UntilAsync(id, "Completed");

        var (status, _) = await client.PostAsync($"api/v1/workloads/trainings/{id}/suspend");

        Assert.That((status, (string?)(await client.UntilAsync(id, "Completed"))["phase"]), Is.EqualTo((HttpStatusCode.Accepted, "Completed")));
    }

    [Test]
    public async Task Only_POST_suspends()
    {
        var id = await client.StartTrainingAsync("sleep 600");

        using var answer = await client.Http.GetAsync(new Uri($"api/v1/workloads/trainings/{id}/suspend", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task A_deleted_workload_is_not_found_and_its_name_is_free()
    {
        var id = await client.StartTrainingAsync("sleep 600");

        var (status, _) = await client.DeleteAsync($"api/v1/workloads/trainings/{id}");
        await Fairlead.Testing.Eventually.HoldsAsync("it is gone", async () => (await client.GetAsync($"api/v1/workloads/trainings/{id}")).Status == HttpStatusCode.NotFound);

        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await client.StartTrainingAsync("exit 0"), Is.Not.EqualTo(id));
    }

    [Test]
    public async Task A_workload_is_found_only_under_its_own_type()
    {
        var id = await client.StartTrainingAsync("exit 0");

        var (status, _) = await client.GetAsync($"api/v1/workloads/distributed/{id}");

        Assert.That((status, (await client.GetAsync($"api/v1/workloads/trainings/{id}")).Status), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.OK)));
    }

    [Test]
    public async Task Workers_have_the_variables_of_their_ranks()
    {
        var id = await client.StartAsync("distributed", ShellWorkload.CreateDistributed("job", "echo $HOSTNAME $RANK $WORLD_SIZE $PET_NODE_RANK $PET_NNODES $MASTER_ADDR", workers: 2));

        await client.UntilAsync(id, "Completed");

        Assert.That(await client.LogAsync("job-worker-1"), Is.EqualTo("job-worker-1 1 2 1 2 127.0.0.1\n"));
        var (_, pods) = await client.GetAsync($"api/v1/workloads/{id}/pods");
        Assert.That(pods["pods"]!.AsArray().Select(pod => $"{pod!["name"]} {pod["k8sPhase"]}"), Is.EqualTo(new[] { "job-worker-0 Succeeded", "job-worker-1 Succeeded" }));
    }

    [Test]
    public async Task Without_processes_a_workload_completes_all_the_same()
    {
        await using var other = await RunAiClient.StartAsync(options => options with { RunPods = false });

        var workload = await other.UntilAsync(await other.StartAsync("distributed", ShellWorkload.CreateDistributed("job", "exit 1", workers: 3)), "Completed");

        Assert.That((int?)workload["requestedPods"]!["number"], Is.EqualTo(3));
    }

    [Test]
    public async Task Pods_of_one_claim_share_its_files()
    {
        var volume = client.Cloud.VolumeDirectory("shared");
        void Mount(JsonObject spec) => spec["storage"] = new JsonObject { ["pvc"] = new JsonArray(new JsonObject { ["path"] = volume, ["claimName"] = "shared", ["existingPvc"] = true }) };

        await client.UntilAsync(await client.StartTrainingAsync($"echo hello > {volume}/word", "writer", Mount), "Completed");
        await client.UntilAsync(await client.StartTrainingAsync($"cat {volume}/word", "reader", Mount), "Completed");

        Assert.That(await client.LogAsync("reader-0-0"), Is.EqualTo("hello\n"));
    }
}
