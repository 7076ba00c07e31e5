using Fairlead.Primitives;

namespace Fairlead.Acceptance.Slurm;

public sealed class WrongClusterSettings
{
    [Test]
    public async Task An_unknown_partition_is_refused_in_the_schedulers_words_and_leaves_nothing_to_clean_up()
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        var error = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft", "--profile=login", "--set=env.batch_partition=nope");
        Assert.That(error, Does.Contain("invalid partition").IgnoreCase.And.Contain("sinfo"));

        await place.User.SucceedAsync("--target=SubmitSft", "--profile=login", "--attach", "--set=env.nprocs_per_node=1");
    }

    [Test]
    public async Task An_unknown_account_is_refused()
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        var error = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft", "--profile=login", "--set=env.account=nobody");
        Assert.That(error, Does.Contain("account").IgnoreCase);
    }

    [Test]
    public async Task A_host_with_another_key_is_refused_before_anything_is_sent([Values("hpc", "openssh")] string profile)
    {
        var cluster = await ClusterForAll.GetAsync();
        await using var place = await ClusterWorkplace.OpenAsync(profiles: $"""
            [stranger]
            extends = "{profile}"
            known_hosts = "{cluster.WrongKnownHosts}"
            """);
        var error = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft", "--profile=stranger");
        Assert.That(error, Does.Contain("host key").IgnoreCase.And.Contain("ssh-keygen"));
        Assert.That(Directory.Exists(place.JobDirectory), Is.False);
    }

    [Test]
    public async Task A_profile_without_a_job_directory_is_refused_by_name()
    {
        await using var place = await ClusterWorkplace.OpenAsync(profiles: """
            [bare]
            executor = "slurm"
            """);
        var error = await place.User.FailAsync(ExitCode.Usage, "--target=RenderSft", "--profile=bare");
        Assert.That(error, Does.Contain("remote_job_dir").And.Contain("[bare]"));
    }

    [Test]
    public async Task Doctor_looks_at_the_cluster_that_a_profile_names([Values("hpc", "openssh")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        var healthy = await place.User.SucceedAsync("--target=Doctor", $"--profile={profile}");
        Assert.That(healthy.Output, Does.Contain("ok       cluster partition main").And.Contain("ok       cluster controller"));
        Assert.That(healthy.Output, Does.Contain($"answers; {(profile == "openssh" ? "OpenSSH: ssh_client" : "built-in SSH: nothing asks for OpenSSH")}"));

        var ill = await place.User.FairleadAsync("--target=Doctor", $"--profile={profile}", "--set=env.batch_partition=nope", "--set=env.account=nobody");
        Assert.That((ExitCode)ill.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(ill.Output, Does.Match("missing +cluster partition.*nope").And.Match("missing +cluster account.*nobody"));
    }
}
