using System.Net;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonJobTests
{
    [Test]
    public async Task A_job_runs_its_command_with_what_the_platform_tells_its_replicas()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var job = LeptonWorkshop.Job("a-job", "echo $LEPTON_JOB_NAME $LEPTON_JOB_WORKER_INDEX/$LEPTON_JOB_TOTAL_WORKERS $LEPTON_WORKSPACE_ID $MASTER_ADDR $A");
        job["spec"]!["completions"] = 2;
        job["spec"]!["envs"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = "b c" });

        await workshop.CreateAsync(job);
        await workshop.ReachesAsync("a-job", "Completed");

        var status = (await workshop.GetAsync("jobs/a-job"))["status"]!;
        Assert.That((int)status["succeeded"]!, Is.EqualTo(2));
        Assert.That((long?)status["completion_time"], Is.Not.Null);
        Assert.That(await workshop.ReplicasAsync("a-job"), Is.All.Match("^a-job-[01]-[a-z0-9]{5}$"));
        Assert.That(
            new[] { await workshop.LogAsync("a-job", 0), await workshop.LogAsync("a-job", 1) },
            Is.EquivalentTo(new[] { "a-job 0/2 emulator 127.0.0.1 b c\n", "a-job 1/2 emulator 127.0.0.1 b c\n" }));
    }

    [Test]
    public async Task A_second_job_of_the_same_id_is_a_conflict()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));

        using var second = await workshop.PostAsync("jobs", LeptonWorkshop.Job("a-job", "true"));

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(workshop.Cloud.Lepton.JobsMade, Is.EqualTo(new[] { "a-job" }));
    }

    [TestCase("Queueing")]
    [TestCase("Awaiting")]
    [TestCase("PendingRetry")]
    public async Task A_held_job_waits_in_the_state_that_was_asked_for(string state)
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Cloud.Lepton.Hold(state);
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));

        Assert.That(await workshop.StateAsync("a-job"), Is.EqualTo(state));
        workshop.Cloud.Lepton.Hold(null);
        await workshop.ReachesAsync("a-job", "Completed");
    }

    [Test]
    public async Task A_job_is_running_while_only_some_of_its_replicas_are_ready()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Cloud.Lepton.ReadyAtMost = 1;
        var job = LeptonWorkshop.Job("a-job", "exec sleep 1000");
        job["spec"]!["completions"] = 2;
        await workshop.CreateAsync(job);

        await workshop.ReachesAsync("a-job", "Running");

        var status = (await workshop.GetAsync("jobs/a-job"))["status"]!;
        Assert.That(((int)status["ready"]!, (int)status["active"]!), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_replica_that_fails_ends_the_others_and_the_job()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var job = LeptonWorkshop.Job("a-job", "[ $LEPTON_JOB_WORKER_INDEX = 0 ] && exec sleep 1000; exit 7");
        job["spec"]!["completions"] = 2;
        await workshop.CreateAsync(job);

        await workshop.ReachesAsync("a-job", "Failed");

        Assert.That(workshop.Cloud.Pods.Living, Is.Zero);
        Assert.That((await workshop.GetAsync("jobs/a-job/events")).ToJsonString(), Does.Contain("ended with exit code 7"));
    }

    [Test]
    public async Task A_replica_is_tried_again_as_often_as_was_asked_for()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var job = LeptonWorkshop.Job("a-job", "echo try $LEPTON_JOB_FAILURE_COUNT; [ $LEPTON_JOB_FAILURE_COUNT = 2 ]");
        job["spec"]!["max_failure_retry"] = 2;
        await workshop.CreateAsync(job);

        await workshop.ReachesAsync("a-job", "Completed");

        Assert.That(await workshop.ReplicasAsync("a-job"), Has.Count.EqualTo(3));
        Assert.That(await workshop.LogAsync("a-job", 2), Is.EqualTo("try 2\n"));
    }

    [Test]
    public async Task A_variable_that_the_kernel_does_not_take_fails_the_job_with_its_words()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var job = LeptonWorkshop.Job("a-job", "true");
        job["spec"]!["envs"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = new string('x', 131_072) });
        await workshop.CreateAsync(job);

        await workshop.ReachesAsync("a-job", "Failed");

        Assert.That((await workshop.GetAsync("jobs/a-job/events")).ToJsonString(), Does.Contain("argument list too long"));
    }

    [Test]
    public async Task A_fault_tells_a_state_that_nobody_knows()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await workshop.CreateAsync(LeptonWorkshop.Job("a-job", "true"));
        workshop.Cloud.Faults.Add(new Fault("GET", "*/jobs/a-job", new FaultKind.Phase("Pondering")));

        Assert.That(await workshop.StateAsync("a-job"), Is.EqualTo("Pondering"));
    }
}
