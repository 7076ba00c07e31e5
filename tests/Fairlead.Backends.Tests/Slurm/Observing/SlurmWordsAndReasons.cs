using Fairlead.Backends.Slurm.Running.Observing;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Slurm.Observing;

public sealed class SlurmWordsAndReasons
{
    [TestCase("PENDING", RunState.Queued)]
    [TestCase("REQUEUED", RunState.Queued)]
    [TestCase("REQUEUE_HOLD", RunState.Queued)]
    [TestCase("SPECIAL_EXIT", RunState.Queued)]
    [TestCase("CONFIGURING", RunState.Starting)]
    [TestCase("RUNNING", RunState.Running)]
    [TestCase("COMPLETING", RunState.Running)]
    [TestCase("SUSPENDED", RunState.Running)]
    [TestCase("STOPPED", RunState.Running)]
    [TestCase("SIGNALING", RunState.Running)]
    [TestCase("STAGE_OUT", RunState.Running)]
    [TestCase("RESIZING", RunState.Running)]
    [TestCase("COMPLETED", RunState.Succeeded)]
    [TestCase("CANCELLED", RunState.Cancelled)]
    [TestCase("CANCELLED by 0", RunState.Cancelled)]
    [TestCase("CANCELLED+", RunState.Cancelled)]
    [TestCase("FAILED", RunState.Failed)]
    [TestCase("TIMEOUT", RunState.Failed)]
    [TestCase("OUT_OF_MEMORY", RunState.Failed)]
    [TestCase("NODE_FAIL", RunState.Failed)]
    [TestCase("PREEMPTED", RunState.Failed)]
    [TestCase("BOOT_FAIL", RunState.Failed)]
    [TestCase("DEADLINE", RunState.Failed)]
    [TestCase("REVOKED", RunState.Unknown)]
    [TestCase("SOMETHING_NEW", RunState.Unknown)]
    [TestCase("", RunState.Unknown)]
    public void Each_word_of_Slurm_has_its_state(string word, RunState state) => Assert.That(SlurmWords.StateOf(word), Is.EqualTo(state));

    [TestCase("Priority", "jobs of higher priority are ahead (Priority)")]
    [TestCase("Resources", "waits for nodes to become free (Resources)")]
    [TestCase("AssocGrpGRES", "the account has reached a limit (AssocGrpGRES)")]
    [TestCase("QOSMaxJobsPerUserLimit", "the qos has reached a limit (QOSMaxJobsPerUserLimit)")]
    [TestCase("ReqNodeNotAvail, UnavailableNodes:n4", "nodes that it needs are down, drained or reserved (ReqNodeNotAvail, UnavailableNodes:n4)")]
    [TestCase("launch failed requeued held", "held after its start failed; see logs/batch.log, then scontrol release (launch failed requeued held)")]
    [TestCase("SomethingNew", "SomethingNew")]
    [TestCase("", "")]
    public void A_pending_reason_is_told_in_words_with_the_code_behind(string code, string words) => Assert.That(PendingReasons.Explain(code), Is.EqualTo(words));

    [TestCase("768", "3:0", 3, "exited with code 3")]
    [TestCase("9", "0:9", 137, "was ended by signal 9")]
    [TestCase("0", "0:0", 0, "exited with code 0")]
    public void Both_programs_tell_the_same_exit_their_own_way(string squeue, string sacct, int shell, string text)
    {
        var exit = SlurmExit.OfWaitStatus(squeue);
        Assert.That(exit, Is.EqualTo(SlurmExit.OfPair(sacct)));
        Assert.That((exit.ShellCode, exit.Text), Is.EqualTo((shell, text)));
    }
}
