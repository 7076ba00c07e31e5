namespace Fairlead.Build.Tests.Host;

/// <summary>What a build author may rely on; the genuine Cake.Frosting passes the same tests with -p:UseCakeFrosting=true.</summary>
public sealed class HostTests
{
    [Test]
    public void Dependencies_run_first_and_lifetimes_wrap_them()
    {
        var run = SampleProgram.Run("--target=2nd");

        Assert.That(run.Events, Is.EqualTo(
            ["setup", "before First", "First", "after First", "before 2nd", "Second", "Second, finally", "after 2nd", "teardown"]));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void A_shared_dependency_of_several_targets_runs_once()
    {
        var run = SampleProgram.Run("--target=2nd", "--target=Third");

        Assert.That(run.Events.Count(what => what == "First"), Is.EqualTo(1));
        Assert.That(run.Events, Does.Contain("Second").And.Contain("Third"));
    }

    [Test]
    public void A_task_without_a_body_gathers_others()
    {
        var run = SampleProgram.Run("-t", "gathering");

        Assert.That(run.Events, Is.SupersetOf(["First", "Second", "Reversed", "Third"]));
    }

    [Test]
    public void A_reverse_edge_puts_a_task_before_another()
    {
        var events = SampleProgram.Run("--target", "Third").Events.ToList();

        Assert.That(events, Does.Contain("Reversed"));
        Assert.That(events.IndexOf("Reversed"), Is.LessThan(events.IndexOf("Third")));
    }

    [Test]
    public void An_exclusive_target_leaves_its_dependencies_out() =>
        Assert.That(SampleProgram.Run("--target=2nd", "--exclusive").Events, Does.Contain("Second").And.Not.Contain("First"));

    [Test]
    public void A_skipped_dependency_is_fine_and_has_no_finally()
    {
        var run = SampleProgram.Run("--target=AfterSkipped");

        Assert.That(run.Events, Is.EqualTo([
            "setup", "Skipped?", "before Skipped", "after Skipped (skipped)",
            "before AfterSkipped", "AfterSkipped", "after AfterSkipped", "teardown"]));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void A_skipped_task_says_why() =>
        Assert.That(SampleProgram.Run("--target=AfterSkipped", "--verbosity=verbose").Console, Does.Contain("not today"));

    [Test]
    public void A_skipped_target_is_an_error() => Assert.That(SampleProgram.Run("--target=Skipped").ExitCode, Is.EqualTo(1));

    [Test]
    public void A_failure_ends_the_run_with_the_exit_code_it_carries()
    {
        var run = SampleProgram.Run("--target=AfterFailing");

        Assert.That(run.ExitCode, Is.EqualTo(5));
        Assert.That(run.HostsExitCode, Is.EqualTo(1));
        Assert.That(run.Events, Does.Not.Contain("AfterFailing").And.Contain("teardown after a failure"));
        Assert.That(run.Console, Does.Contain("rank 1 exited with 3").And.Not.Contain("   at "));
    }

    [Test]
    public void A_stack_trace_is_there_for_those_who_ask() =>
        Assert.That(SampleProgram.Run("--target=Failing", "--verbosity=diagnostic").Console, Does.Contain("   at "));

    [Test]
    public void A_cancelled_run_ends_with_6() => Assert.That(SampleProgram.Run("--target=Interrupted").ExitCode, Is.EqualTo(6));

    [Test]
    public void An_unknown_failure_ends_with_1() => Assert.That(SampleProgram.Run("--target=Broken").ExitCode, Is.EqualTo(1));

    [Test]
    public void An_error_handler_that_returns_turns_the_run_green()
    {
        var run = SampleProgram.Run("--target=Forgiven");

        Assert.That(run.Events, Does.Contain("handled: never mind").And.Contain("teardown"));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void A_tolerated_failure_does_not_stop_the_next_task()
    {
        var run = SampleProgram.Run("--target=AfterTolerated");

        Assert.That(run.Events, Does.Contain("AfterTolerated"));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void A_dry_run_sets_up_and_asks_but_runs_no_body()
    {
        var run = SampleProgram.Run("--target=AfterSkipped", "--dryrun");

        Assert.That(run.Events, Is.EqualTo(["setup", "Skipped?", "teardown"]));
        Assert.That(run.Console, Does.Contain("AfterSkipped"));
    }

    [Test]
    public void The_tree_and_the_descriptions_run_nothing()
    {
        var tree = SampleProgram.Run("--tree");

        Assert.That(tree.Events, Is.Empty);
        Assert.That(tree.Console, Does.Contain("├─2nd\n│ └─First"));
        Assert.That(SampleProgram.Run("--description").Events, Is.Empty);
    }

    [Test]
    public void Tasks_get_services_by_constructor_and_settings_by_configuration() =>
        Assert.That(SampleProgram.Run("--target=Injected").Events, Does.Contain("Injected, colour green"));

    [Test]
    public void Only_public_task_classes_exist() => Assert.That(SampleProgram.Run("--target=Unseen").ExitCode, Is.EqualTo(1));
}
