using System.Collections.Immutable;
using Fairlead.Backends.Docker.Running;
using Fairlead.Backends.Docker.Running.Observing;
using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

public sealed class StatesOfContainers
{
    [TestCase("created", RunState.Queued)]
    [TestCase("running", RunState.Running)]
    [TestCase("paused", RunState.Running)]
    [TestCase("restarting", RunState.Starting)]
    [TestCase("removing", RunState.Running)]
    [TestCase("dead", RunState.Failed)]
    [TestCase("hibernating", RunState.Unknown)]
    public void The_engines_word_is_kept_beside_the_state(string word, RunState state)
    {
        var status = DockerStates.Of(1, DockerMarks.None, [Container(0, word, 137)]);
        Assert.That(status.State, Is.EqualTo(state));
        Assert.That(status.BackendWord, Is.EqualTo(word == "dead" ? "exited 137" : word));
    }

    [Test]
    public void As_long_as_one_container_lives_so_does_the_run() =>
        Assert.That(DockerStates.Of(3, Ended((0, 0)), [Container(0, "exited"), Container(1, "created"), Container(2, "running")]).State, Is.EqualTo(RunState.Running));

    [Test]
    public void Success_is_what_every_script_has_said() =>
        Assert.That(DockerStates.Of(2, Ended((0, 0)), [Container(0, "exited"), Container(1, "exited")]).State, Is.EqualTo(RunState.Failed));

    [Test]
    public void A_run_that_was_cancelled_too_late_has_succeeded() =>
        Assert.That(DockerStates.Of(1, Ended((0, 0)) with { CancelAsked = true }, [Container(0, "exited")]).State, Is.EqualTo(RunState.Succeeded));

    [Test]
    public void A_rank_that_was_starved_in_a_run_that_went_on_is_no_failure() =>
        Assert.That(DockerStates.Of(1, Ended((0, 0)), [Container(0, "exited") with { OutOfMemory = true }]).State, Is.EqualTo(RunState.Succeeded));

    [TestCase(255, "restarted")]
    [TestCase(137, "signal 9")]
    public void A_script_that_was_cut_short_is_told_by_the_code_of_its_container(int code, string reason) =>
        Assert.That(DockerStates.Of(1, DockerMarks.None with { Started = [0] }, [Container(0, "exited", code)]).Reason, Does.Contain(reason));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("{}")]
    public async Task A_damaged_record_is_no_success_and_is_named(string text)
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(Directory.CreateDirectory(folder.File("state")).FullName, "ended-0");
        await File.WriteAllTextAsync(path, text);
        var status = DockerStates.Of(1, new DockerRunDirectory(folder.Path).ReadMarks(), [Container(0, "exited")]);
        Assert.That((status.State, status.Reason.Contains(path, StringComparison.Ordinal)), Is.EqualTo((RunState.Failed, true)), status.Reason);

        var exit = folder.File("state/exit.json");
        await File.WriteAllTextAsync(exit, text);
        var end = new DockerRunDirectory(folder.Path).ReadEnd();
        Assert.That((end!.State, end.Reason.Contains(exit, StringComparison.Ordinal)), Is.EqualTo((RunState.Failed, true)), end.Reason);
    }

    [Test]
    public void What_the_script_of_a_node_said_last_is_why_it_ended()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("state/ended-0", """{"exit_code":127,"kind":"node","member":null,"cancelled":false,"finished":1795251421}""");
        folder.Write("logs/launcher-0.txt", "launch.sh: 12: mkfifo: not found\n");
        var status = DockerStates.Of(1, new DockerRunDirectory(folder.Path).ReadMarks(), [Container(0, "exited", 127)]);
        Assert.That(status.Reason, Is.EqualTo("the script of node 0 ended with exit code 127: launch.sh: 12: mkfifo: not found"));
    }

    [Test]
    public void A_container_that_is_gone_while_others_ended_well_leaves_the_state_unknown()
    {
        var status = DockerStates.Of(2, Ended((0, 0)), [Container(0, "exited")]);
        Assert.That((status.State, status.BackendWord), Is.EqualTo((RunState.Unknown, "gone")));
        Assert.That(status.Reason, Does.Contain("1 of its 2 containers"));
    }

    [Test]
    public void The_others_must_end_once_one_has_ended_without_success()
    {
        ImmutableArray<DockerContainer> containers = [Container(0, "exited", 137), Container(1, "running")];
        Assert.That(DockerStates.MustEnd(DockerMarks.None, containers), Is.True);
        Assert.That(DockerStates.MustEnd(DockerMarks.None with { Failed = true }, containers), Is.False);
        Assert.That(DockerStates.MustEnd(Ended((0, 0)), containers), Is.False);
    }

    private static DockerMarks Ended(params (int Node, int Code)[] ended) =>
        DockerMarks.None with { Started = [.. ended.Select(end => end.Node)], Ended = ended.ToImmutableDictionary(end => end.Node, end => end.Code) };

    private static DockerContainer Container(int node, string word, int code = 0) =>
        new($"id{node}", $"job-1-{node}", "sha256:0", "job", node, "/runs/job", word, code, false, "", null);
}
