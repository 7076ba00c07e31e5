using System.Text;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

[NonParallelizable] // it sets a variable of this process
public sealed class KeepingSecrets : DockerTest
{
    [Test]
    public async Task A_secret_reaches_the_job_and_lies_nowhere()
    {
        var secret = $"canary '{Guid.NewGuid():N}\" $x\nsecond line";
        var (request, payload) = SecretJob(secret, "printf '%s' \"$TOKEN\" | sha256sum; echo up; until [ -e ../output/go ]; do sleep 0.1; done", nodes: 2);
        var run = (await workshop.SubmitAsync((request, payload))).Run;
        await Eventually.HoldsAsync("both ranks are up", async () => (await workshop.LogsAsync(run, new())).Count(line => line.Text == "up") == 2);

        foreach (var container in await workshop.ContainersOfAsync(run))
        {
            Assert.That(await workshop.Engine.SucceedAsync("inspect", container), Does.Not.Contain("canary"));
            Assert.That((await workshop.Engine.RunAsync("logs", container)).Output, Does.Not.Contain("canary"));
        }

        await File.WriteAllTextAsync(Path.Combine(run.OutputDirectory, "go"), "");
        var (status, log) = await workshop.FinishAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        Assert.That(log.Select(line => line.Text), Has.Exactly(2).EqualTo($"{Digest.Of(secret)}  -"));
        Assert.That(FilesWith("canary"), Is.Empty);
    }

    [Test]
    public async Task A_job_that_never_starts_leaves_none_behind()
    {
        var job = SecretJob("canary", "true", nodes: 1);
        var refused = job with { Request = job.Request with { Part = job.Request.PartAs<DockerPart>() with { Options = ["--no-such-option"] } } };
        await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(refused));
        Assert.That(FilesWith("canary"), Is.Empty);
    }

    private (JobRequest Request, Payload Payload) SecretJob(string secret, string script, int nodes)
    {
        Environment.SetEnvironmentVariable("FAIRLEAD_TEST_DOCKER_SECRET", secret);
        return workshop.Job(script, nodes, change: job => job with { Secrets = job.Secrets.Add("TOKEN", new("env", "FAIRLEAD_TEST_DOCKER_SECRET")) });
    }

    private IEnumerable<string> FilesWith(string text) =>
        Directory.EnumerateFiles(workshop.Root, "*", SearchOption.AllDirectories).Where(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.Ordinal));
}
