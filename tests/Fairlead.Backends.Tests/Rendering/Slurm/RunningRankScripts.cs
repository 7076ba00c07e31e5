using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

/// <summary>What a rank's script does, with the variables that srun would give it.</summary>
public sealed class RunningRankScripts
{
    private static readonly ResolvedJob One = Plain with { Nodes = 1, ProcessesPerNode = 1 };

    [Test]
    public void A_rank_knows_its_place()
    {
        using var run = new JobRun();
        run.Script("import os\nprint(*(os.environ[name] for name in ('RANK', 'LOCAL_RANK', 'NODE_RANK', 'WORLD_SIZE', 'LOCAL_WORLD_SIZE')))\n");
        Assert.That(run.Rank(Inputs(Plain), ("SLURM_PROCID", "11"), ("SLURM_LOCALID", "3"), ("SLURM_NODEID", "1"), ("SLURM_NTASKS", "16")).Succeeded, Is.True);
        Assert.That(run.Text("logs/rank-11.log"), Is.EqualTo("11 3 1 16 8\n"));
    }

    [Test]
    public void The_first_rank_that_fails_is_noted_and_no_later_one()
    {
        using var run = new JobRun();
        run.Script("import os, sys\nsys.exit(7 + int(os.environ['RANK']))\n");
        Assert.That(run.Rank(Inputs(Plain), ("SLURM_PROCID", "2")).ExitCode, Is.EqualTo(9));
        Assert.That(run.Rank(Inputs(Plain), ("SLURM_PROCID", "1")).ExitCode, Is.EqualTo(8));
        Assert.That(run.Text("state/failed/record"), Does.StartWith("{\"exit_code\":9,\"kind\":\"rank\",\"member\":2,\"cancelled\":false,"));
    }

    [Test]
    public void A_startup_command_that_fails_ends_the_rank_with_a_reason()
    {
        using var run = new JobRun();
        run.Script("print('ran')\n");
        Assert.That(run.Rank(Inputs(One with { StartupCommands = ["false"] })).ExitCode, Is.EqualTo(1));
        Assert.That(run.Log, Does.Contain("startup_commands").And.Not.Contain("ran\n"));
        Assert.That(run.Text("state/failed/record"), Does.StartWith("{\"exit_code\":1,\"kind\":\"rank\",\"member\":0,\"cancelled\":false,"));
    }

    [Test]
    public void A_repository_at_its_commit_is_named_in_the_log()
    {
        using var run = new JobRun();
        run.Script("");
        Assert.That(run.Rank(WithRepository(run, found: Megatron.Commit)).Succeeded, Is.True);
        Assert.That(run.Log, Does.StartWith($"{Megatron.Repository}@{Megatron.Commit} at {run.Path("mounted")}\n"));
    }

    [TestCase("cccc")]
    [TestCase(null)]
    public void A_repository_at_any_other_commit_ends_the_rank(string? found)
    {
        using var run = new JobRun();
        run.Script("print('ran')\n");
        Assert.That(run.Rank(WithRepository(run, found)).ExitCode, Is.EqualTo(1));
        Assert.That(run.Log, Does.Contain(Megatron.Commit).And.Contain(found ?? "no commit").And.Not.Contain("ran\n"));
    }

    private static RenderInputs WithRepository(JobRun run, string? found)
    {
        if (found is not null)
            run.Write("mounted/.fairlead-commit", found + "\n");
        var commit = Megatron with { Target = run.Path("mounted") };
        return Inputs(One with { ContainerImage = Image }) with { Job = One with { ContainerImage = Image, Mounts = [Git(commit)] }, Commits = [commit] };
    }
}
