using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Slurm.Running.Submitting;
using Fairlead.Backends.Tests.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Slurm;

[TestFixture(Way.Local)]
[TestFixture(Way.OpenSsh)]
[TestFixture(Way.Builtin)]
public sealed class SubmittingJobs(Way way)
{
    private ClusterBench bench = null!;

    [SetUp]
    public async Task OpenAsync() => bench = await ClusterBench.OpenAsync(way);

    [TearDown]
    public async Task CloseAsync() => await bench.DisposeAsync();

    [Test]
    public async Task A_job_runs_in_its_folder_with_its_source_files_and_inputs()
    {
        var job = WithInput(bench.Job("cat inputs/data.table files/config.json code/recipes/job.sh >output/seen; stat -c %a . >>output/seen"), "data.table", "a line\n");
        var submitted = await bench.Launcher.SubmitAsync(job);
        Assert.That(await bench.FinishAsync(submitted.Run), Is.EqualTo("COMPLETED"));
        var seen = await File.ReadAllLinesAsync(Path.Combine(bench.FolderOf(submitted.Run), "output", "seen"));
        Assert.That(seen, Is.EqualTo(new[] { "a line", "{}", "print('source')", "700" }));
    }

    [Test]
    public async Task The_backends_id_is_the_jobs_and_name_and_comment_tell_whose_it_is()
    {
        var job = bench.Job("sleep 600");
        var run = (await bench.Launcher.SubmitAsync(job)).Run;
        Assert.That(await bench.ShownAsync(run, "%j|%k"), Is.EqualTo($"{job.Request.Name}|fairlead {job.Request.Key}"));
    }

    [Test]
    public async Task What_a_cluster_has_is_not_sent_again()
    {
        await bench.Launcher.SubmitAsync(bench.Job("true"));
        var source = Directory.EnumerateFiles(Path.Combine(bench.Directory, "sources")).Single();
        var written = File.GetLastWriteTimeUtc(source);
        await bench.Launcher.SubmitAsync(bench.Job("true # another"));
        Assert.That(Directory.EnumerateFiles(Path.Combine(bench.Directory, "sources")), Is.EqualTo(new[] { source }));
        Assert.That(File.GetLastWriteTimeUtc(source), Is.EqualTo(written));
    }

    [Test]
    public async Task What_an_interrupted_upload_left_does_no_harm()
    {
        var job = bench.Job();
        var run = bench.Launcher.Ledger.Begin(job.Request, bench.Launcher.Target, attempt: 1);
        var site = RunSite.Of(run, _ => bench.Login);
        var upload = Upload.Of(job.Request, bench.Layout, job.Payload.Archive, job.Payload.FileInputs)[0];
        var left = upload.Unchecked(site);
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "damaged");

        var submitted = await bench.Launcher.SubmitAsync(job);
        Assert.That(await bench.FinishAsync(submitted.Run), Is.EqualTo("COMPLETED"));
        Assert.That(Directory.EnumerateFiles(Path.GetDirectoryName(left)!), Is.EqualTo(new[] { upload.Path }));
    }

    [Test]
    public async Task A_job_directory_that_cannot_be_made_is_complained_about_once_with_its_key()
    {
        var impossible = new ClusterBench(bench.Cluster, "/proc/fairlead/jobs");
        await using (impossible)
        {
            var error = await Assert.ThrowsAsync<FairleadException>(() => impossible.Launcher.SubmitAsync(impossible.Job()));
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
            Assert.That(error.Problem.Split("cannot create directory"), Has.Length.EqualTo(2));
            Assert.That(error.Next, Does.Contain("remote_job_dir"));
        }
    }

    [Test]
    public async Task A_file_that_has_changed_since_it_was_rendered_is_refused_before_anything_is_claimed()
    {
        var job = WithInput(bench.Job(), "data.table", "a line\n");
        await File.WriteAllTextAsync(job.Payload.FileInputs["data.table"], "another");
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(job.Payload.FileInputs["data.table"]));
        Assert.That(Directory.EnumerateFiles(Path.Combine(bench.Directory, "inputs")), Is.Empty);
    }

    [Test]
    public async Task Secrets_arrive_by_a_private_file_and_nowhere_else()
    {
        const string Secret = "it's $HOME \"canary\"\nline";
        var job = WithSecret(bench.Job("set -a; . ./secrets.env; set +a; printf %s \"$TOKEN\" | sha256sum >output/digest; stat -c %a secrets.env >>output/digest; rm secrets.env"), Secret);
        var run = (await bench.Launcher.SubmitAsync(job)).Run;
        Assert.That(await bench.FinishAsync(run), Is.EqualTo("COMPLETED"));
        var seen = await File.ReadAllLinesAsync(Path.Combine(bench.FolderOf(run), "output", "digest"));
        Assert.That(seen, Is.EqualTo(new[] { $"{Digest.Of(Secret)}  -", "600" }));
        Assert.That(
            Directory.EnumerateFiles(bench.Directory, "*", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains("canary", StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public async Task What_the_login_shell_sets_for_sbatch_is_no_part_of_a_job()
    {
        var host = new LocalHost(new Dictionary<string, string>(bench.Cluster.Environment) { ["SBATCH_PARTITION"] = "debug", ["SQUEUE_PARTITION"] = "debug" });
        var run = (await bench.AddLauncher(host).SubmitAsync(bench.Job("sleep 600"))).Run;
        Assert.That(await bench.ShownAsync(run, "%P"), Is.EqualTo("main"));
    }

    [Test]
    public async Task An_unknown_partition_is_refused_in_the_schedulers_words_and_can_be_put_right()
    {
        var job = WithSecret(bench.Job(directives: "#SBATCH --partition=nowhere"), "value");
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain("invalid partition specified: nowhere").IgnoreCase.And.Contain("sinfo"));
        var folder = Directory.EnumerateDirectories(Path.Combine(bench.Directory, "runs")).Single();
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "state")), Is.Empty);
        Assert.That(File.Exists(Path.Combine(folder, "secrets.env")), Is.False);
        Assert.That(bench.Launcher.Ledger.List().Single().BackendId, Is.Null);
    }

    [Test]
    public async Task Resubmitting_makes_one_more_attempt_in_a_folder_of_its_own()
    {
        var job = bench.Job("true");
        var first = await bench.Launcher.SubmitAsync(job);
        await bench.FinishAsync(first.Run);
        var second = await bench.Launcher.SubmitAsync(job, resubmit: true);
        Assert.That(second.Outcome, Is.EqualTo(SubmitOutcome.Submitted));
        Assert.That(second.Run.Id, Is.EqualTo($"{first.Run.Id}-2"));
        Assert.That(second.Run.BackendId, Is.Not.EqualTo(first.Run.BackendId));
    }

    [Test]
    public async Task A_submission_asks_the_scheduler_twice()
    {
        var job = bench.Job("true");
        await bench.Launcher.SubmitAsync(job);
        var programs = bench.Cluster.Calls().Where(call => call.Contains(job.Request.Name, StringComparison.Ordinal)).Select(call => call.Split(' ')[1]);
        Assert.That(programs, Is.EqualTo(new[] { "squeue", "sbatch" }));
    }

    private (JobRequest Request, Payload Payload) WithSecret((JobRequest Request, Payload Payload) job, string value)
    {
        var file = bench.File("token");
        File.WriteAllText(file, value);
        return (job.Request with { Secrets = ImmutableSortedDictionary<string, string>.Empty.Add("TOKEN", $"file:{file}") }, job.Payload);
    }

    private (JobRequest Request, Payload Payload) WithInput((JobRequest Request, Payload Payload) job, string key, string content)
    {
        var file = bench.File("input file");
        File.WriteAllText(file, content);
        return (
            job.Request with { FileInputs = job.Request.FileInputs.Add(key, Digest.Of(content)) },
            job.Payload with { FileInputs = job.Payload.FileInputs.Add(key, file) });
    }
}
