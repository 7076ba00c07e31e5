using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Slurm.Running.Submitting;
using Fairlead.Backends.Tests.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>A job directory without room. The jobs are held: the nodes do not see what is mounted after them.</summary>
public sealed class FullDisks
{
    private readonly string directory = Directory.CreateTempSubdirectory("fairlead-test-").FullName;
    private ClusterBench bench = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        bench = new ClusterBench(await SharedCluster.GetAsync(), directory);
        var mounted = await ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", "size=200k", "fairlead-test", directory]);
        Service.Require(mounted.Succeeded, $"cannot mount a tmpfs: {mounted.Error.Trim()}");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await bench.DisposeAsync();
        await ChildProcess.RunAsync("umount", [directory]);
        Directory.Delete(directory);
    }

    [Test]
    public Task An_upload_without_room_is_refused_and_room_is_all_it_takes() =>
        AssertRefusedUntilThereIsRoomAsync(HeldJob(Random()));

    [TestCase(Way.OpenSsh)]
    [TestCase(Way.Builtin)]
    public async Task An_upload_over_ssh_without_room_is_continued_once_there_is(Way way)
    {
        var (request, payload) = HeldJob(Random());
        var run = bench.Launcher.Ledger.Begin(request, bench.Launcher.Target, attempt: 1);
        using var server = await SshServer.StartAsync();
        var host = new SshHost(SharedSshServer.Site(server, way));
        var uploads = Upload.Of(request, bench.Layout, payload.Archive, payload.FileInputs);
        Directory.CreateDirectory(Path.GetDirectoryName(uploads[0].Path)!);
        var error = await Assert.ThrowsAsync<FairleadException>(() => Uploads.SendAsync(RunSite.Of(run, _ => host), uploads, CancellationToken.None));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(directory).And.Contain("space").And.Contain("same command"));

        await RemountAsync("size=64m");
        await Uploads.SendAsync(RunSite.Of(run, _ => host), uploads, CancellationToken.None);
        Assert.That(Digest.OfFile(uploads[0].Path), Is.EqualTo(Digest.OfFile(payload.Archive)));
    }

    [Test]
    public Task An_archive_that_cannot_be_unpacked_is_refused_and_room_is_all_it_takes() =>
        AssertRefusedUntilThereIsRoomAsync(HeldJob(new string('a', 1_000_000)));

    [Test]
    public Task Secrets_that_cannot_be_written_give_the_claim_back_and_room_is_all_it_takes() =>
        AssertRefusedUntilThereIsRoomAsync(WithSecret(HeldJob("print('source')\n"), Random()));

    [Test]
    public async Task Wherever_the_room_ends_nothing_half_done_is_left_and_one_job_comes_of_it()
    {
        var job = WithSecret(HeldJob("print('source')\n"), "value");
        var refusals = 0;
        for (var files = 3; ; files++)
        {
            await RemountAsync($"nr_inodes={files}");
            if (await RefusalAsync(job) is not { } error)
                break;
            refusals++;
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), error.Message);
            AssertNothingHalfDone(job.Request);
        }

        Assert.That(refusals, Is.GreaterThan(15));
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Has.Count.EqualTo(1));
    }

    private async Task AssertRefusedUntilThereIsRoomAsync((JobRequest Request, Payload Payload) job)
    {
        var error = await RefusalAsync(job);
        Assert.That(error?.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error!.Message, Does.Contain(directory).And.Contain("free space").And.Contain("same command"));
        AssertNothingHalfDone(job.Request);
        await RemountAsync("size=64m");
        Assert.That((await bench.Launcher.SubmitAsync(job)).Outcome, Is.EqualTo(SubmitOutcome.Submitted));
        Assert.That(await bench.JobsNamedAsync(job.Request.Name), Has.Count.EqualTo(1));
    }

    private void AssertNothingHalfDone(JobRequest request)
    {
        var run = bench.Layout.Run(request.Name);
        Assert.That(Directory.Exists(Path.Combine(run, "state", "claim")), Is.False);
        Assert.That(File.Exists(Path.Combine(run, "secrets.env")), Is.False);
        if (Directory.Exists(Path.Combine(run, "code")))
            Assert.That(File.Exists(Path.Combine(run, "code", "recipes", "job.sh")));
        if (Directory.Exists(Path.Combine(run, "files")))
            Assert.That(Directory.EnumerateFiles(Path.Combine(run, "files")).Count(), Is.EqualTo(request.Files.Count));
    }

    private async Task<FairleadException?> RefusalAsync((JobRequest Request, Payload Payload) job)
    {
        try
        {
            await bench.Launcher.SubmitAsync(job);
            return null;
        }
        catch (FairleadException exception)
        {
            return exception;
        }
    }

    // Too much for the disk, even compressed.
    private static string Random()
    {
        var bytes = new byte[400_000];
        new Random(1).NextBytes(bytes);
        return Convert.ToHexString(bytes);
    }

    private (JobRequest Request, Payload Payload) HeldJob(string source) => bench.Job(directives: "#SBATCH --hold", source: source);

    private (JobRequest Request, Payload Payload) WithSecret((JobRequest Request, Payload Payload) job, string value)
    {
        var file = bench.File("token");
        File.WriteAllText(file, value);
        return (job.Request with { Secrets = ImmutableSortedDictionary<string, string>.Empty.Add("TOKEN", $"file:{file}") }, job.Payload);
    }

    private async Task RemountAsync(string options) =>
        Assert.That((await ChildProcess.RunAsync("mount", ["-o", $"remount,{options}", directory])).ExitCode, Is.Zero);
}
