using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed class FailingJobs
{
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task A_rank_that_exits_3_fails_the_run_and_says_which_and_how_to_look()
    {
        workplace.Write("recipes/nano3/sft/train.py", "import os, sys\nprint('about to fail')\nsys.exit(3 if os.environ['RANK'] == '1' else 0)\n");
        var error = await workplace.FailAsync(ExitCode.JobFailed, "--target=SubmitSft");
        Assert.That(error, Does.Contain("rank 1 exited with code 3").And.Contain("[rank 1] about to fail").And.Contain("--target=Logs"));

        var status = await workplace.SucceedAsync("--target=Status");
        Assert.That(status.Output, Does.Contain("failed: rank 1 exited with code 3"));
        await workplace.FailAsync(ExitCode.JobFailed, "--target=SubmitSft");
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1), "a failed request is not sent again unless asked for");
    }

    [Test]
    public async Task A_rank_that_never_starts_ends_the_job_by_name_within_the_time_set_for_it()
    {
        workplace.Write("recipes/nano3/sft/train.py", """
            import os, time
            from common.train.main import main
            time.sleep(3600 if os.environ["RANK"] == "1" else 0)
            main("sft")
            """);
        var error = await workplace.FailAsync(ExitCode.JobFailed, "--target=SubmitSft", "--set=train.rendezvous_timeout_s=2");
        Assert.That(error, Does.Contain("1 of 2 ranks did not come within 2 s: 1"));
        Assert.That(workplace.Processes(), Is.Empty);
    }

    [Test]
    public async Task A_failed_preparation_is_not_recorded_and_runs_again()
    {
        var rows = workplace.Write("rows.jsonl", "{\"messages\": \"not a list\"}\n");
        var error = await workplace.FailAsync(ExitCode.StageFailed, "--target=PrepSft", $"--set=data.path={rows}");
        Assert.That(StageLines.In(error), Does.Contain("failed prepare nano3/data/prep/sft"));
        Assert.That(error, Does.Contain("line 1").Or.Contain(":1:"));
        Assert.That(StageLines.In(await workplace.FailAsync(ExitCode.StageFailed, "--target=PrepSft", $"--set=data.path={rows}")), Does.Contain("failed prepare nano3/data/prep/sft"));
    }

    [Test]
    public async Task The_command_offered_after_a_failed_preparation_can_be_pasted_whatever_the_folders_name()
    {
        var rows = workplace.Write("rows.jsonl", "not JSON\n");
        workplace.Cache = Path.Combine(workplace.Path, "my cache");
        var error = await workplace.FailAsync(ExitCode.StageFailed, "--target=PrepSft", $"--set=data.path={rows}");
        Assert.That(error, Does.Contain($"tail -n 20 '{workplace.Cache}/preparations/"));
    }

    [Test]
    public async Task A_run_whose_output_was_deleted_says_so_when_it_is_collected()
    {
        await workplace.SucceedAsync("--target=SubmitSft");
        var output = Path.Combine((string)(await workplace.RunsAsync()).Single()!["directory"]!, "output");
        Directory.Delete(output, recursive: true);
        Assert.That(await workplace.FailAsync(ExitCode.StageFailed, "--target=Collect"), Does.Contain(output).And.Contain("--resubmit"));
    }

    [Test]
    public async Task Two_launchers_at_once_start_one_run()
    {
        var both = await Task.WhenAll(workplace.FairleadAsync("--target=SubmitSft"), workplace.FairleadAsync("--target=SubmitSft"));
        Assert.That(both.Select(result => result.ExitCode), Is.All.Zero, both[0].Error + both[1].Error);
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1));
    }
}
