namespace Fairlead.Acceptance.Slurm;

public sealed class PreparingOnACluster
{
    [Test]
    public async Task Preparation_on_two_nodes_of_the_CPU_partition_is_a_run_with_a_job_id([Values("hpc", "openssh")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync(contained: true, profiles: $"""
            [wide]
            extends = "{profile}"
            [wide.stages.data_prep]
            nodes = 2
            """);

        var submitted = await place.User.SucceedAsync("--target=PrepSft", "--profile=wide", "--attach");
        var run = (await place.RunsOfAsync("nano3/data/prep/sft")).Single();
        var script = await File.ReadAllTextAsync(Path.Combine(place.FolderOf(run), "files", "job.sbatch"));
        Assert.Multiple(() =>
        {
            Assert.That(submitted.Error, Does.Match("ran  prepare  nano3/data/prep/sft"));
            Assert.That(run["state"]!.GetValue<string>(), Is.EqualTo("succeeded"));
            Assert.That(run["backend_id"]!.GetValue<string>(), Does.Match(@"^\d+$"));
            Assert.That(script, Does.Contain("#SBATCH --nodes=2\n").And.Contain("#SBATCH --partition=cpu\n").And.Contain("/nemo_run/code"));
        });
    }

    [Test]
    public async Task Training_is_submitted_at_once_and_starts_after_its_data()
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        await place.User.SucceedAsync("--target=SubmitSft", "--profile=login", "--attach", "--set=env.nprocs_per_node=1");
        var calls = place.Cluster.Calls().Where(call => call.Contains(" sbatch ", StringComparison.Ordinal) && call.Contains(place.JobDirectory, StringComparison.Ordinal)).ToList();
        var preparation = (await place.RunsOfAsync("nano3/data/prep/sft")).Single()["backend_id"]!.GetValue<string>();
        Assert.That(calls, Has.Count.EqualTo(2));
        Assert.That(calls[1], Does.Contain($"afterok:{preparation}"));
    }

    [Test]
    public async Task Prepared_data_stays_on_the_cluster_and_is_not_made_again()
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        await place.User.SucceedAsync("--target=SubmitSft", "--profile=login", "--attach", "--set=env.nprocs_per_node=1");
        var again = await place.User.SucceedAsync("--target=SubmitSft", "--profile=login", "--attach", "--set=env.nprocs_per_node=1", "--set=train.steps=40");
        Assert.That(StageLines.In(again.Error), Does.Contain("hit prepare nano3/data/prep/sft").And.Contain("ran submit nano3/sft"));
        Assert.That(Directory.GetDirectories(Path.Combine(place.JobDirectory, "artifacts")), Has.Length.EqualTo(1));
    }
}
