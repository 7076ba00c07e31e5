using Fairlead.Backends.Cloud.Logs;
using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Tests.Cloud.Logs;

public sealed class EndsOfJobs
{
    private static readonly RunStatus Failed = new(RunState.Failed, "Failed", "pods failed");

    [Test]
    public async Task A_members_own_failure_counts_before_those_that_were_ended_for_it()
    {
        var pods = new ScriptedPods();
        pods.Add(0, Record(143, member: 0, finished: 1));
        pods.Add(1, $"[rank 3] {Record(9, member: 3, finished: 1)}{Record(7, member: 3, finished: 2)}stray words\n");
        pods.Add(2, "killed without a word\n");
        var status = RunEnds.Of(Failed, await ExitRecords.ReadAsync(pods, CancellationToken.None));
        Assert.That((status.State, status.BackendWord, status.ExitCode, status.Member, status.Reason), Is.EqualTo((RunState.Failed, "Failed", 7, 3, "rank 3 exited with code 7")));
    }

    [Test]
    public async Task What_a_pods_script_could_not_do_is_the_reason_in_its_own_words()
    {
        var pods = new ScriptedPods();
        pods.Add(0, "[pod 0] error: pip_extras could not be installed\n[fairlead] exit {\"exit_code\":1,\"kind\":\"pod\",\"member\":null,\"cancelled\":false,\"finished\":1}\n");
        pods.Add(1, $"[pod 1] error: not this one\n{Record(143, member: 1, finished: 2)}");
        var status = RunEnds.Of(Failed, await ExitRecords.ReadAsync(pods, CancellationToken.None));
        Assert.That(status.Reason, Is.EqualTo("a pod exited with code 1: pip_extras could not be installed"));
    }

    [Test]
    public async Task Without_a_record_the_platforms_reason_stands()
    {
        var pods = new ScriptedPods();
        pods.Add(0, "[fairlead] exit {\"exit_c\n");
        Assert.That(RunEnds.Of(Failed, await ExitRecords.ReadAsync(pods, CancellationToken.None)), Is.EqualTo(Failed));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"exit_code\":0}")]
    public async Task A_last_line_that_holds_no_record_is_none(string record)
    {
        var pods = new ScriptedPods();
        pods.Add(0, $"[fairlead] exit {record}\n");
        Assert.That(await ExitRecords.ReadAsync(pods, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Output_that_cannot_be_had_is_no_record()
    {
        var pods = new ScriptedPods { Failures = 1 };
        pods.Add(0, Record(7, member: 0, finished: 1));
        Assert.That(await ExitRecords.ReadAsync(pods, CancellationToken.None), Is.Null);
    }

    [Test]
    public void One_pods_success_does_not_excuse_the_job() =>
        Assert.That(RunEnds.Of(Failed, new JobExit(0, "rank", null, false, 1)), Is.EqualTo(Failed));

    [Test]
    public void A_job_that_completed_has_exit_code_zero() =>
        Assert.That(RunEnds.Of(new RunStatus(RunState.Succeeded, "Completed"), new JobExit(0, "rank", null, false, 1)).ExitCode, Is.Zero);

    private static string Record(int code, int member, int finished) =>
        $"[fairlead] exit {{\"exit_code\":{code},\"kind\":\"rank\",\"member\":{member},\"cancelled\":false,\"finished\":{finished}}}\n";
}
