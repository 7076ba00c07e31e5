using Fairlead.Backends.Slurm.Remote;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>A launcher that is called from within somebody's allocation, or by a shell that sets things for Slurm.</summary>
public sealed class InheritedVariables
{
    [TestCase("SLURM_MEM_PER_CPU", "77")]
    [TestCase("SLURM_MEM_PER_GPU", "77")]
    [TestCase("SLURM_MEM_PER_NODE", "77")]
    [TestCase("SLURM_CPU_BIND", "quiet,map_cpu:0x77")]
    [TestCase("SLURM_STDOUTMODE", "/nowhere/at/all")]
    [TestCase("SLURM_GPUS_PER_TASK", "77")]
    [TestCase("SLURM_RESTART_COUNT", "77")]
    [TestCase("SLURM_ARRAY_TASK_ID", "77")]
    [TestCase("SLURM_WORKING_DIR", "/nowhere/at/all")]
    [TestCase("SLURM_CLUSTERS", "elsewhere")]
    [TestCase("SLURM_NTASKS", "77")]
    [TestCase("SBATCH_PARTITION", "elsewhere")]
    [TestCase("SRUN_CONTAINER", "/nowhere/at/all")]
    [TestCase("SQUEUE_STATES", "suspended")]
    [TestCase("SACCT_FEDERATION", "1")]
    [TestCase("SCANCEL_STATE", "SUSPENDED")]
    [TestCase("PMI_RANK", "77")]
    [TestCase("PMIX_RANK", "77")]
    public async Task A_job_and_what_is_asked_of_it_are_as_without(string name, string value)
    {
        await using var workshop = SlurmWorkshop.On(await SharedCluster.GetAsync(), login: (name, value));
        var run = (await workshop.SubmitAsync(workshop.Job("env"))).Run;
        var (status, log) = await workshop.FinishAsync(run);
        var said = await File.ReadAllTextAsync(Path.Combine(workshop.FolderOf(run), "logs", "batch.log"));
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), said);
        Assert.That(said, Does.Match(@"\Ajob [0-9]+ on \w+, start 1\n\z"));
        Assert.That(log.Select(line => line.Text), Has.None.EqualTo($"{name}={value}"));
        await workshop.Executor.CancelAsync((await workshop.SubmitAsync(workshop.Job("exec sleep 600"))).Run, CancellationToken.None);
    }

    [Test]
    public async Task Every_script_starts_without_them_and_still_finds_the_cluster()
    {
        string[] inherited = ["SLURM_JOB_ID", "SLURM_CONF", "SLURM_JWT", "SLURMD_NODENAME", "SBATCH_EXPORT", "SRUN_DEBUG", "SALLOC_GRES", "SQUEUE_USERS", "SACCT_LOCAL", "SCANCEL_USER", "SINFO_SORT", "PMI_FD", "PMIX_ID"];
        var host = new LocalHost(inherited.ToDictionary(name => name, _ => "of\nthe caller"));
        var result = await host.RunAsync(new RemoteScript("any.sh", Repeatable: true) { Text = "env" }, [], default, CancellationToken.None);
        var seen = result.Text.Split('\n').Select(line => line.Split('=')[0]).Intersect(inherited);
        Assert.That(seen, Is.EquivalentTo(new[] { "SLURM_CONF", "SLURM_JWT" }));
    }
}
