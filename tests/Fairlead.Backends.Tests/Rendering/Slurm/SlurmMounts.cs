using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

public sealed class SlurmMounts
{
    private static readonly ResolvedJob Contained = Plain with { ContainerImage = Image };

    [Test]
    public void Mounts_come_in_order_the_users_repositories_the_shared_file_system_artifacts()
    {
        var job = (Contained with { Mounts = [Git(Bridge), Host("/data", "/in", "ro"), Git(Megatron)] }).With(("lustre_mount", "/l:/lustre"));
        Assert.That(MountsOf(job), Is.EqualTo(
        [
            "\"$fl_run\":/nemo_run",
            "/data:/in:ro",
            $"{JobDirectory}/git-cache/git.test/nv/bridge/{Bridge.Commit}:/opt/bridge",
            $"{JobDirectory}/git-cache/git.test/nv/Megatron-LM/{Megatron.Commit}:/opt/Megatron-LM",
            "/l:/lustre",
            $"{JobDirectory}/artifacts/{Digest.Of("data")}:/fairlead/artifacts/data:ro",
        ]));
    }

    [TestCase("/nemo_run", "\"$fl_run\":/work")]
    [TestCase("/nemo_run/code", "\"$fl_run\"/code:/work")]
    [TestCase("/nemo_runs/code", "/nemo_runs/code:/work")]
    public void A_source_in_the_run_folder_is_that_of_this_run(string source, string expected) =>
        Assert.That(MountsOf(Contained with { Mounts = [Host(source, "/work")] }), Does.Contain(expected));

    [Test]
    public void The_same_mount_twice_is_one()
    {
        var job = (Contained with { Mounts = [Host("/lustre", "/lustre")] }).With(("lustre_mount", "/lustre:/lustre/"));
        Assert.That(MountsOf(job).Count(mount => mount.Contains("/lustre", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Two_sources_for_one_target_are_refused_naming_both()
    {
        var job = (Contained with { Mounts = [Host("/scratch", "/lustre")] }).With(("lustre_mount", "/lustre:/lustre"));
        Assert.That(Refusal(job), Does.Contain("'/scratch'").And.Contain("'/lustre'").And.Contain("keep one"));
    }

    [TestCase("/data", "/nemo_run", null, "/nemo_run")]
    [TestCase("/a,b", "/in", null, "U+002C")]
    [TestCase("/a b", "/in", null, "U+0020")]
    [TestCase("/data", "/in", "ro,rw", "U+002C")]
    [TestCase("data", "/in", null, "absolute")]
    [TestCase("~/data", "/in", null, "absolute")]
    public void A_mount_that_the_container_cannot_have_is_refused_at_its_place(string source, string target, string? options, string expected) =>
        Assert.That(Refusal(Contained with { Mounts = [Host(source, target, options)] }), Does.StartWith("/home/me/env.toml:7: ").And.Contain(expected));

    [Test]
    public void A_volume_of_another_platform_is_refused() =>
        Assert.That(Refusal(Contained with { Mounts = [new VolumeMount("/", "/vol", "node-nfs:lab7", Here)] }), Does.Contain("host:container"));

    [Test]
    public void A_repository_without_its_commit_is_a_fault_of_ours() =>
        Assert.Throws<InvalidOperationException>(() => Known.Render(Inputs(Contained with { Mounts = [Git(Megatron), Git(Bridge)] }) with { Commits = [Megatron] }));

    [Test]
    public void Without_a_container_a_path_that_is_there_already_needs_no_mount() =>
        Assert.That(Batch(Plain with { Mounts = [Host("/shared", "/shared/")] }), Does.Not.Contain("container"));

    [Test]
    public void Without_a_container_nothing_can_be_elsewhere() =>
        Assert.That(Refusal(Plain with { Mounts = [Host("/data", "/in")] }), Does.Contain("container_image"));

    [Test]
    public void Without_a_container_no_repository_can_be_mounted() =>
        Assert.That(Refusal(Plain with { Mounts = [Git(Megatron)] }), Does.Contain("/opt/Megatron-LM").And.Contain("container_image"));

    [TestCase("/images/nemo.sqsh", "/images/nemo.sqsh")]
    [TestCase(Image, $"{JobDirectory}/images/nemo-25.11-d5adec1e8ac2.sqsh")]
    public void An_image_is_a_squash_file_of_the_cluster(string image, string file) =>
        Assert.That(Batch(Plain with { ContainerImage = image }), Does.Contain($"  --container-image={file} \\\n"));

    [Test]
    public void A_squash_file_without_its_whole_path_is_refused() =>
        Assert.That(Refusal(Plain with { ContainerImage = "images/nemo.sqsh" }), Does.Contain("absolute"));

    [Test]
    public void An_empty_image_is_no_container()
    {
        var request = SlurmJobs.Render(Plain with { ContainerImage = "" });
        Assert.That(request.PartAs<SlurmPart>().Image, Is.Null);
        Assert.That(request.Files["job.sbatch"], Does.Not.Contain("container"));
    }

    [TestCase("https://git.test/org/repo.git", "git.test/org/repo")]
    [TestCase("https://me:pw@git.test:8443/org/repo/", "git.test-8443/org/repo")]
    [TestCase("git@git.test:org/repo.git", "git.test/org/repo")]
    [TestCase("ssh://git@git.test/org/re po", "git.test/org/re-po")]
    [TestCase("file:///srv/git/repo.git", "localhost/srv/git/repo")]
    [TestCase("/srv/../x", "localhost/srv/-./x")]
    public void A_repository_has_one_place_whatever_the_protocol(string repository, string place)
    {
        var layout = new ClusterLayout("/r");
        Assert.That(layout.Checkout(Megatron with { Repository = repository }), Is.EqualTo($"/r/git-cache/{place}/{Megatron.Commit}"));
    }

    private static ImmutableArray<string> MountsOf(ResolvedJob job)
    {
        const string flag = "--container-mounts=";
        var line = Batch(job).Split('\n').Single(line => line.Contains(flag, StringComparison.Ordinal));
        return [.. line.Trim()[flag.Length..].TrimEnd('\\', ' ').Split(',')];
    }

    private static string Refusal(ResolvedJob job) => Assert.Throws<FairleadException>(() => SlurmJobs.Render(job))!.Message;
}
