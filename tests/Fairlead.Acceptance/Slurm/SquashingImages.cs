namespace Fairlead.Acceptance.Slurm;

public sealed class SquashingImages
{
    [Test]
    public async Task An_image_is_imported_once_and_used_by_the_job([Values("hpc", "openssh")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        string[] image = [$"--profile={profile}", "--set=env.container_image=nvcr.io/lab/train:1.2"];
        var first = await place.User.SucceedAsync(["--target=SquashImages", .. image]);
        var squash = Directory.GetFiles(Path.Combine(place.JobDirectory, "images"), "*.sqsh").Single();
        Assert.That(first.Output, Does.Contain(squash));

        var written = File.GetLastWriteTimeUtc(squash);
        await place.User.SucceedAsync(["--target=SquashImages", .. image]);
        Assert.That(File.GetLastWriteTimeUtc(squash), Is.EqualTo(written));

        await place.User.SucceedAsync(["--target=SubmitSft", "--attach", "--set=env.nprocs_per_node=1", .. image]);
        var run = (await place.RunsOfAsync("nano3/sft")).Single();
        Assert.That(await File.ReadAllTextAsync(Path.Combine(place.FolderOf(run), "files", "job.sbatch")), Does.Contain($"--container-image={squash}"));
    }

    [Test]
    public async Task A_squash_file_is_used_as_it_is([Values("hpc", "openssh")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        var squash = place.User.Write("own.sqsh", "hsqs");
        var result = await place.User.SucceedAsync("--target=SquashImages", $"--profile={profile}", $"--set=env.container_image={squash}");
        Assert.That(result.Output, Does.Contain(squash));
        Assert.That(Directory.Exists(Path.Combine(place.JobDirectory, "images")), Is.False);
    }
}
