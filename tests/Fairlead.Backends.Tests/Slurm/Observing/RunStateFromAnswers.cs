using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Slurm.Observing;

/// <summary>Rows as Slurm 22.05 prints them; a bar stands for the separator.</summary>
public sealed class RunStateFromAnswers
{
    private const string AccountingOff = "1@Slurm accounting storage is disabled";
    private const string NoRecord = "0@";

    [Test]
    public void The_scheduler_tells_more_than_the_exit_record()
    {
        var status = Of("r 7", queue: "7|r|TIMEOUT|TimeLimit|15|1795251421|1|", marks: "r|exit|exit.json|{\"exit_code\":143,\"kind\":\"rank\",\"member\":2,\"cancelled\":false,\"finished\":5}");
        Assert.That((status.State, status.BackendWord, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, "TIMEOUT", 143, 2)));
        Assert.That(status.Reason, Does.Contain("raise time"));
        Assert.That(status.Finished, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1795251421)));
    }

    [Test]
    public void The_exit_record_adds_who_failed_and_how()
    {
        var status = Of("r 7", queue: "7|r|FAILED|NonZeroExitCode|768|5|0|", marks: "r|exit|exit.json|{\"exit_code\":3,\"kind\":\"rank\",\"member\":1,\"cancelled\":false,\"finished\":5}");
        Assert.That((status.State, status.ExitCode, status.Member, status.Reason), Is.EqualTo((RunState.Failed, 3, 1, "rank 1 exited with code 3")));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"exit_code\":\"0\",\"kind\":\"rank\",\"member\":null,\"cancelled\":false,\"finished\":5}")]
    public void A_damaged_exit_record_is_no_success_and_is_named(string record)
    {
        var status = Of("r 7", queue: "", marks: $"r|exit|exit.json|{record}");
        Assert.That(status.State, Is.EqualTo(RunState.Failed), status.Reason);
        Assert.That(status.Reason, Does.Contain("state/exit.json"));
        Assert.That(Of("r 7", queue: "7|r|COMPLETED|None|0|9|0|", marks: $"r|exit|exit.json|{record}").State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public void Without_an_exit_record_the_batch_scripts_own_exit_is_told()
    {
        Assert.That(Of("r 7", "7|r|FAILED|NonZeroExitCode|768|5|0|").Reason, Is.EqualTo("the batch script exited with code 3: see logs/batch.log"));
        Assert.That(Of("r 7", "7|r|FAILED|JobLaunchFailure|9|5|0|").Reason, Is.EqualTo("its batch script was ended by signal 9 (JobLaunchFailure), which is often the limit on memory: raise mem, as in --set=env.mem=64G"));
        Assert.That(Of("r 7", "7|r|FAILED|BadConstraints|1|5|0|").Reason, Does.StartWith("it never started").And.Contain("gpus_per_node").And.Not.Contain("batch.log"));
    }

    [Test]
    public void An_exit_record_of_success_does_not_explain_a_failure()
    {
        var status = Of("r 7", "7|r|FAILED|NonZeroExitCode|256|5|0|", marks: "r|exit|exit.json|{\"exit_code\":0,\"kind\":\"rank\",\"member\":null,\"cancelled\":false,\"finished\":5}");
        Assert.That((status.ExitCode, status.Reason), Is.EqualTo(((int?)1, "the batch script exited with code 1: see logs/batch.log")));
    }

    [TestCase("7_[1-5%1]|r|PENDING|JobArrayTaskLimit|0|N/A|0|\n7_0|r|RUNNING|None|0|9|0|", RunState.Running)]
    [TestCase("7_[1-5]|r|PENDING|Resources|0|N/A|0|\n7_0|r|FAILED|NonZeroExitCode|256|9|0|", RunState.Queued)]
    [TestCase("7_0|r|COMPLETED|None|0|9|0|\n7_1|r|CANCELLED|None|15|9|0|", RunState.Cancelled)]
    [TestCase("7_0|r|COMPLETED|None|0|9|0|\n7_1|r|COMPLETED|None|0|9|0|", RunState.Succeeded)]
    [TestCase("7+0|r|RUNNING|None|0|9|0|\n7+1|r|CONFIGURING|None|0|9|0|", RunState.Running)]
    [TestCase("7+0|r|COMPLETED|None|0|9|0|\n7+1|r|COMPLETED|None|0|9|0|", RunState.Succeeded)]
    public void Tasks_and_components_make_one_state(string queue, RunState state) => Assert.That(Of("r 7", queue).State, Is.EqualTo(state));

    [Test]
    public void The_one_exit_record_of_a_heterogeneous_job_is_no_component_of_its_own()
    {
        const string Queue = "7+0|r|CANCELLED by 1000|None|15|9|0|\n7+1|r|CANCELLED by 1000|None|15|9|0|";
        var status = Of("r 7", Queue, marks: "r|exit|exit.json|{\"exit_code\":143,\"kind\":\"batch\",\"member\":null,\"cancelled\":true,\"finished\":5}");
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Cancelled, "cancelled outside Fairlead by user 1000")));
    }

    [Test]
    public void A_failed_array_names_its_first_failed_task()
    {
        var status = Of("r 7", "7_10|r|FAILED|NonZeroExitCode|512|9|0|\n7_9|r|FAILED|NonZeroExitCode|768|9|0|\n7_2|r|COMPLETED|None|0|9|0|");
        Assert.That((status.State, status.ExitCode), Is.EqualTo((RunState.Failed, (int?)3)));
        Assert.That(status.Reason, Does.StartWith("task 9: "));
    }

    [Test]
    public void A_task_that_squeue_has_forgotten_still_counts()
    {
        const string Queue = "7_1|r|COMPLETED|None|0|9|0|";
        Assert.That(Of("r 7", Queue, "0@7_0|r|FAILED|None|1:0|9|1\n7_1|r|COMPLETED|None|0:0|9|1").State, Is.EqualTo(RunState.Failed));
        Assert.That(Of("r 7", Queue, AccountingOff, "r|exit|task-0/exit.json|{\"exit_code\":4,\"kind\":\"rank\",\"member\":0,\"cancelled\":false,\"finished\":5}").ExitCode, Is.EqualTo(4));
    }

    [Test]
    public void A_job_that_squeue_has_forgotten_is_told_by_accounting()
    {
        var status = Of("r 7", "", "0@7|r|CANCELLED by 1000|None|0:0|1795251192|1795251152");
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Cancelled, "cancelled outside Fairlead by user 1000")));
    }

    [Test]
    public void A_requeue_makes_a_new_record_and_the_newest_counts() =>
        Assert.That(Of("r 7", "", "0@7|r|COMPLETED|None|0:0|90|80\n7|r|NODE_FAIL|None|1:0|50|10").State, Is.EqualTo(RunState.Succeeded));

    [Test]
    public void Cancelled_by_Fairlead_needs_no_reason() =>
        Assert.That(Of("r 7", "7|r|CANCELLED|None|15|9|0|", marks: "r|cancel"), Is.EqualTo(new RunStatus(RunState.Cancelled, "CANCELLED", Finished: DateTimeOffset.FromUnixTimeSeconds(9))));

    [Test]
    public void A_job_that_the_scheduler_cancelled_for_its_dependency_has_failed()
    {
        var status = Of("r 7", "7|r|CANCELLED|DependencyNeverSatisfied|0|9|0|");
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Failed, "CANCELLED")));
        Assert.That(status.Reason, Does.Contain("depends on did not succeed"));
    }

    [TestCase("OUT_OF_MEMORY", "--set=env.mem=")]
    [TestCase("TIMEOUT", "--set=env.time=")]
    [TestCase("NODE_FAIL", "--resubmit")]
    [TestCase("PREEMPTED", "--resubmit")]
    public void A_failure_says_what_helps(string word, string next) => Assert.That(Of("r 7", $"7|r|{word}|None|0|9|0|").Reason, Does.Contain(next));

    [Test]
    public void A_job_that_the_scheduler_ended_and_forgot_has_failed()
    {
        var status = Of("r 7", "", AccountingOff, "r|exit|exit.json|{\"exit_code\":143,\"kind\":\"batch\",\"member\":null,\"cancelled\":true,\"finished\":5}");
        Assert.That((status.State, status.ExitCode), Is.EqualTo((RunState.Failed, (int?)143)));
        Assert.That(status.Reason, Does.StartWith("the scheduler ended it"));
    }

    [Test]
    public void A_requeued_job_says_how_often_and_why_it_waits() =>
        Assert.That(Of("r 7", "7|r|PENDING|BeginTime|0|N/A|2|").Reason, Does.StartWith("requeued (2): ").And.EndsWith("(BeginTime)"));

    [TestCase(AccountingOff)]
    [TestCase(NoRecord)]
    [TestCase("1@sacct: error: slurm_persist_conn_open: Something happened")]
    public void A_job_that_nobody_remembers_is_told_by_its_exit_record(string accounting)
    {
        Assert.That(Of("r 7", "", accounting, "r|exit|exit.json|{\"exit_code\":0,\"kind\":\"rank\",\"member\":null,\"cancelled\":false,\"finished\":5}").State, Is.EqualTo(RunState.Succeeded));
        Assert.That(Of("r 7", "", accounting, "r|exit|exit.json|{\"exit_code\":139,\"kind\":\"rank\",\"member\":0,\"cancelled\":false,\"finished\":5}").Reason, Is.EqualTo("rank 0 was ended by signal 11"));
        Assert.That(Of("r 7", "", accounting, "r|cancel\nr|exit|exit.json|{\"exit_code\":143,\"kind\":\"rank\",\"member\":0,\"cancelled\":false,\"finished\":5}").State, Is.EqualTo(RunState.Cancelled));
        Assert.That(Of("r 7", "", accounting, "r|claim\nr|cancel").State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public void A_job_that_left_nothing_is_unknown_and_says_why()
    {
        Assert.That(Of("r 7", "", AccountingOff).Reason, Does.Contain("job 7").And.Contain("Slurm accounting storage is disabled"));
        Assert.That(Of("r 7", "", NoRecord).State, Is.EqualTo(RunState.Unknown));
    }

    [Test]
    public void A_job_number_that_was_used_again_is_not_taken_for_ours()
    {
        var status = Of("r 7", "7|other|RUNNING|None|0|9|0|", AccountingOff);
        Assert.That((status.State, status.Reason), Is.EqualTo((RunState.Unknown, "job 7 is another job by now, 'other'; it left no exit record: look at logs/ in its folder")));
    }

    [Test]
    public void A_job_whose_number_was_lost_is_found_by_its_name() =>
        Assert.That(Of("r -", "6|q|FAILED|None|256|9|0|\n7|r|RUNNING|None|0|9|0|").State, Is.EqualTo(RunState.Running));

    [Test]
    public void A_scheduler_that_does_not_answer_claims_nothing()
    {
        var answer = Parse("r 7@1@slurm_load_jobs error: Unable to contact slurm controller (connect failure)@0@@");
        Assert.That(SlurmStates.Of("r", answer), Is.EqualTo(new RunStatus(
            RunState.Unknown, "no answer", "the scheduler does not answer: slurm_load_jobs error: Unable to contact slurm controller (connect failure)")));
    }

    [Test]
    public void Before_its_submission_a_run_is_queued_and_one_that_was_cut_off_is_unclear()
    {
        Assert.That(Of("r -", ""), Is.EqualTo(new RunStatus(RunState.Queued, "not submitted", "not submitted: the same command, run again, submits it; Cancel gives it up")));
        Assert.That(Of("r -", "", marks: "r|claim").State, Is.EqualTo(RunState.Unknown));
        Assert.That(Of("r -", "", marks: "r|claim\nr|cancel").State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public void A_warning_among_the_rows_is_no_row() =>
        Assert.That(Of("r 7", "squeue: warning: something\n7|r|RUNNING|None|0|9|0|").State, Is.EqualTo(RunState.Running));

    private static RunStatus Of(string asked, string queue, string accounting = NoRecord, string marks = "") =>
        SlurmStates.Of("r", Parse($"{asked}@0@{queue}@{accounting}@{marks}"));

    private static SlurmAnswer Parse(string text) => SlurmAnswer.Parse(text.Replace('@', '\x1c').Replace('|', '\x1f'))!;
}
