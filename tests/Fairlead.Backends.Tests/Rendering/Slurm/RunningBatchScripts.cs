using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using FsCheck;
using FsCheck.Fluent;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

/// <summary>What the batch script of a job does, from its first line to its exit record.</summary>
public sealed class RunningBatchScripts
{
    private static readonly Digest Made = Digest.Of("made");

    [Test]
    public void Any_variable_and_any_arguments_arrive_unchanged()
    {
        using var run = new JobRun();
        run.Script("import os, sys\nsys.stdout.buffer.write(os.environb[b'VALUE'] + b'\\0' + b'\\0'.join(map(os.fsencode, sys.argv[3:])))\n");
        var word = Gen.Choose(1, 0x2FF).Select(code => ((char)code).ToString()).ArrayOf().Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(word.NonEmptyListOf().ToArbitrary(), values =>
        {
            var job = One(run);
            var result = run.Batch(Alone(job with { Environment = job.Environment.Add("VALUE", values[0]), ScriptArguments = [.. values] }));
            var log = run.Log;
            File.Delete(run.Path("logs/rank-0.log"));
            return result.Succeeded && log.Split('\0').SequenceEqual(values.Prepend(values[0]));
        }));
    }

    [Test]
    public void A_job_that_succeeds_says_so_last()
    {
        using var run = new JobRun();
        run.Script("");
        Assert.That(run.Batch(Alone(One(run))).Succeeded, Is.True);
        Assert.That(Record(run), Is.EqualTo("0 rank null false"));
    }

    [Test]
    public void A_job_that_fails_names_the_rank_and_ends_with_its_code()
    {
        using var run = new JobRun();
        run.Script("import sys\nsys.exit(9)\n");
        Assert.That(run.Batch(Alone(One(run))).ExitCode, Is.EqualTo(9));
        Assert.That(Record(run), Is.EqualTo("9 rank 0 false"));
    }

    [Test]
    public void A_setup_line_that_fails_ends_the_job_before_any_rank()
    {
        using var run = new JobRun();
        run.Script("");
        var result = run.Batch(Alone(One(run).With(("setup_lines", "test -z \"$UNSET\"\nfalse\n"))));
        Assert.That(result.Error, Does.Contain("exit code 1 before any rank started"));
        Assert.That(Record(run), Is.EqualTo("1 batch null false"));
        Assert.That(run.Has("logs/rank-0.log"), Is.False);
    }

    [Test]
    public void A_job_whose_data_is_not_there_says_what_is_missing()
    {
        using var run = new JobRun();
        run.Script("");
        Assert.That(run.Batch(Inputs(One(run))).Error, Does.Contain("the artifact nano3-sft-data is not in"));
        Assert.That(Record(run), Is.EqualTo("1 batch null false"));
    }

    [Test]
    public void A_job_that_is_told_to_end_does_not_claim_success_and_leaves_the_reason_to_the_scheduler()
    {
        using var run = new JobRun();
        run.Script("import os, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nos.kill(int(os.environ['BATCH']), signal.SIGTERM)\ntime.sleep(0.2)\n");
        Assert.That(run.Batch(Alone(One(run).With(("setup_lines", "export BATCH=$$")))).ExitCode, Is.EqualTo(143));
        Assert.That(Record(run), Is.EqualTo("143 batch null true"));
    }

    [Test]
    public void A_second_start_forgets_how_the_first_one_ended()
    {
        using var run = new JobRun();
        run.Script("print('ran')\n");
        run.Write("state/failed/record", "{\"exit_code\":7,\"kind\":\"rank\",\"member\":3,\"cancelled\":false,\"finished\":1}\n");
        run.Write("state/exit.json", "{}");
        Assert.That(run.Batch(Alone(One(run)), ("SLURM_RESTART_COUNT", "1")).Output, Does.Contain("start 2"));
        Assert.That(Record(run), Is.EqualTo("0 rank null false"));
    }

    [Test]
    public void Secrets_reach_the_ranks_and_their_file_goes_at_once()
    {
        using var run = new JobRun();
        run.Script("import os\nprint(os.environ['TOKEN'], os.path.exists('../secrets.env'))\n");
        run.Write("secrets.env", "TOKEN='a b'\n");
        Assert.That(run.Batch(Alone(Secretive(run, checkpoints: false))).Succeeded, Is.True);
        Assert.That(run.Log, Is.EqualTo("a b False\n"));
    }

    [TestCase("", false)]
    [TestCase("import sys\nsys.exit(3)\n", false)]
    [TestCase("import os, signal\nos.kill(int(os.environ['BATCH']), signal.SIGTERM)\n", true)]
    public void Where_a_job_may_be_started_again_secrets_stay_until_its_outcome_is_its_own(string script, bool stay)
    {
        using var run = new JobRun();
        run.Script(script);
        run.Write("secrets.env", "TOKEN=x\n");
        run.Batch(Alone(Secretive(run, checkpoints: true).With(("setup_lines", "export BATCH=$$"))));
        Assert.That(run.Has("secrets.env"), Is.EqualTo(stay));
    }

    [Test]
    public void The_last_task_of_an_array_removes_the_secrets()
    {
        using var run = new JobRun();
        run.Script("");
        run.Write("secrets.env", "TOKEN=x\n");
        var job = Alone(Secretive(run, checkpoints: false).With(("array", "4,7")));
        run.Batch(job, ("SLURM_ARRAY_TASK_ID", "4"), ("SLURM_ARRAY_TASK_COUNT", "2"));
        Assert.That(run.Has("secrets.env"), Is.True);
        run.Batch(job, ("SLURM_ARRAY_TASK_ID", "7"), ("SLURM_ARRAY_TASK_COUNT", "2"));
        Assert.That(run.Has("secrets.env"), Is.False);
        Assert.That(run.Has("state/task-4/exit.json") && run.Has("logs/task-7/rank-0.log") && run.Has("logs/task-7/batch.log"), Is.True);
    }

    [Test]
    public void Missing_secrets_end_the_job_with_their_names()
    {
        using var run = new JobRun();
        run.Script("");
        Assert.That(run.Batch(Alone(Secretive(run, checkpoints: false))).Error, Does.Contain("secrets.env is missing; it holds TOKEN"));
    }

    [Test]
    public void What_a_preparation_made_becomes_the_artifact_and_a_link_to_it_stays()
    {
        using var run = new JobRun();
        run.Script("import os\nopen(os.environ['FAIRLEAD_OUTPUT_DIR'] + '/rows', 'w').write('mine')\n");
        Assert.That(run.Batch(Preparing(run)).Succeeded, Is.True);
        Assert.That(File.ReadAllText($"{run.Directory}/artifacts/{Made}/rows"), Is.EqualTo("mine"));
        Assert.That(run.Text("output/rows"), Is.EqualTo("mine"));
    }

    [Test]
    public void A_twin_that_was_faster_wins()
    {
        using var run = new JobRun();
        run.Script("import os\nopen(os.environ['FAIRLEAD_OUTPUT_DIR'] + '/rows', 'w').write('mine')\n");
        run.Write($"../../artifacts/{Made}/rows", "the twin's");
        Assert.That(run.Batch(Preparing(run)).Succeeded, Is.True);
        Assert.That(run.Text("output/rows"), Is.EqualTo("the twin's"));
    }

    [Test]
    public void A_preparation_that_is_started_again_after_it_has_published_leaves_the_artifact_alone()
    {
        using var run = new JobRun();
        run.Script("import os\nopen(os.environ['FAIRLEAD_OUTPUT_DIR'] + '/rows', 'a').write('mine')\n");
        run.Batch(Preparing(run));
        Assert.That(run.Batch(Preparing(run)).Succeeded, Is.True);
        Assert.That(File.ReadAllText($"{run.Directory}/artifacts/{Made}/rows"), Is.EqualTo("mine"));
        Assert.That(Record(run), Is.EqualTo("0 rank null false"));
    }

    [Test]
    public void A_preparation_that_failed_publishes_nothing()
    {
        using var run = new JobRun();
        run.Script("import sys\nsys.exit(2)\n");
        Assert.That(run.Batch(Preparing(run)).ExitCode, Is.EqualTo(2));
        Assert.That(Directory.Exists($"{run.Directory}/artifacts"), Is.False);
    }

    private static ResolvedJob One(JobRun run) => (Plain with { Nodes = 1, ProcessesPerNode = 1 }).With(("remote_job_dir", run.Directory));

    private static RenderInputs Alone(ResolvedJob job) => Inputs(job) with { Artifacts = ImmutableSortedDictionary<string, PinnedArtifact>.Empty };

    private static RenderInputs Preparing(JobRun run) => Alone(One(run)) with { Publishes = new PinnedArtifact("rows", Made) };

    private static ResolvedJob Secretive(JobRun run, bool checkpoints) =>
        One(run) with { Secrets = Plain.Secrets.Add("TOKEN", new("env", "TOKEN")), Recipe = Plain.Recipe with { Checkpoints = checkpoints } };

    private static string Record(JobRun run)
    {
        var record = JsonNode.Parse(run.Text("state/exit.json"))!;
        return $"{record["exit_code"]} {record["kind"]} {record["member"]?.ToJsonString() ?? "null"} {record["cancelled"]}";
    }
}
