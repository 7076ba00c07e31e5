using System.Security.Cryptography;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Shipping;

public sealed class PlanningShipments
{
    private static readonly TransportLimits Narrow = TransportLimits.RunAi with { TotalCharacters = 60_000 };

    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Clean() => directory.Dispose();

    [Test]
    public async Task A_pod_gets_the_very_bytes_of_source_files_and_inputs()
    {
        var config = new string('c', 24_000) + "\n";
        var input = directory.Write("input.jsonl", "{\"row\": 1}\n");
        var job = await ShippedJob.InAsync(directory, config: config, input: input);
        var plan = await job.PlanAsync();
        Assert.That(plan.Variables.Values.Select(value => value.Length), Is.All.LessThanOrEqualTo(9_000));
        Assert.That(await OutputOfPodAsync(plan), Does.EndWith($"hello\n{config}{{\"row\": 1}}\n"));
    }

    [Test]
    public async Task The_same_job_is_the_same_plan()
    {
        var job = await ShippedJob.InAsync(directory);
        var first = await job.PlanAsync();
        var second = await job.PlanAsync();
        Assert.That(second.Variables, Is.EqualTo(first.Variables));
    }

    [Test]
    public async Task A_request_is_packed_once_in_a_command()
    {
        var input = directory.Write("input.jsonl", "old");
        var job = await ShippedJob.InAsync(directory, input: input);
        var checkedFirst = await job.PlanAsync();
        File.Delete(job.Payload.Archive);
        await File.WriteAllTextAsync(input, "new");
        Assert.That((await job.PlanAsync()).Variables, Is.EqualTo(checkedFirst.Variables));
    }

    [Test]
    public async Task An_input_that_changed_since_the_job_was_rendered_is_refused()
    {
        var input = directory.Write("input.jsonl", "old");
        var job = await ShippedJob.InAsync(directory, input: input);
        await File.WriteAllTextAsync(input, "new");
        var error = await Assert.ThrowsAsync<FairleadException>(job.PlanAsync);
        Assert.That(error.Message, Does.Contain($"{input} has changed since the job was rendered"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
    }

    [Test]
    public async Task Another_source_than_the_job_was_rendered_for_is_refused()
    {
        var job = await ShippedJob.InAsync(directory);
        var (archive, digest) = await ShippedJob.PackAsync(directory, "other");
        var other = job with { Payload = job.Payload with { Archive = archive } };
        var error = await Assert.ThrowsAsync<FairleadException>(other.PlanAsync);
        Assert.That(error.Message, Does.Contain(digest.ToString()).And.Contain(job.Request.Source.Digest.ToString()));
    }

    [Test]
    public async Task An_archive_that_is_none_is_refused()
    {
        var job = await ShippedJob.InAsync(directory);
        await File.WriteAllTextAsync(job.Payload.Archive, "not gzip");
        var error = await Assert.ThrowsAsync<FairleadException>(job.PlanAsync);
        Assert.That(error.Message, Does.Contain(job.Payload.Archive));
    }

    [Test]
    public async Task The_source_is_compressed_by_xz_where_only_that_fits()
    {
        Service.Require("xz");
        var farRepeats = string.Concat(Enumerable.Repeat(Noise(20_000), 3));
        var job = await ShippedJob.InAsync(directory, source: farRepeats);
        var plan = await job.With(part => part with { Transport = CloudTransport.Of(TransportMode.Auto, Narrow) }).PlanAsync();
        Assert.That(plan.Variables["FAIRLEAD_SRC_CODEC"], Is.EqualTo("xz"));
        Assert.That(plan.Parts, Is.Empty);
        Assert.That(await OutputOfPodAsync(plan), Does.EndWith("config"));
    }

    [Test]
    public async Task What_does_not_fit_at_all_goes_over_the_volume_by_gzip()
    {
        var job = await ShippedJob.InAsync(directory, source: Noise(100_000));
        var plan = await job.With(part => part with { Transport = CloudTransport.Of(TransportMode.Auto, Narrow) }).PlanAsync();
        Assert.That(plan.Parts, Is.Not.Empty);
        Assert.That(plan.Variables["FAIRLEAD_SRC_CODEC"], Is.EqualTo("gzip"));
        Assert.That(plan.Variables, Does.ContainKey("FAIRLEAD_JOB_CHUNK_0"));
    }

    [Test]
    public async Task What_may_not_leave_the_environment_and_does_not_fit_is_refused_with_its_largest_files()
    {
        var job = await ShippedJob.InAsync(directory, source: Noise(100_000));
        var bound = job.With(part => part with { Transport = CloudTransport.Of(TransportMode.Environment, Narrow) });
        var error = await Assert.ThrowsAsync<FairleadException>(bound.PlanAsync);
        Assert.That(error.Message, Does.Contain("the limit is 60,000").And.Contain("source.txt (200,000)"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Nothing_of_a_job_stays_in_the_variables_of_a_Ray_cluster()
    {
        var job = await ShippedJob.InAsync(directory);
        var plan = await job.With(part => part with { Workload = "raycluster" }).PlanAsync();
        Assert.That(plan.Parts, Has.Length.EqualTo(2));
        Assert.That(plan.Variables.Keys, Has.None.Contains("CHUNK"));
    }

    private static async Task<string> OutputOfPodAsync(TransportPlan plan)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var pod = await ChildProcess.RunAsync("sh", ["-c", PodBootstrap.Script], environment: plan.Variables, cancellationToken: hang.Token);
        Assert.That(pod.Succeeded, Is.True, pod.Output + pod.Error);
        return pod.Output;
    }

    private static string Noise(int bytes) => Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes));
}
