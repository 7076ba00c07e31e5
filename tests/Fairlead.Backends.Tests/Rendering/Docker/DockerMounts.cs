using Fairlead.Backends.Docker.Rendering;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using static Fairlead.Backends.Tests.Rendering.DockerJobs;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Docker;

public sealed class DockerMounts
{
    [TestCase("-v", "/h:/data")]
    [TestCase("-v/h:/data/")]
    [TestCase("--volume", "/h:/data//")]
    [TestCase("--volume=/h:/x/../data")]
    [TestCase("--mount=type=bind,source=/h,target=/data/")]
    [TestCase("--mount", "type=bind,src=/h/,dst=/data/.")]
    [TestCase("--mount=type=bind,\"source=/h\",destination=/data")]
    public void The_same_source_at_the_same_target_is_one_mount_however_it_is_spelled(params string[] words)
    {
        var job = With([Host("/h", "/data/")], words);
        Assert.That(MountsOf(job), Is.EqualTo(words));
        Assert.That(DockerSettings.Of(job).Warnings, Is.Empty);
    }

    [TestCase("--volume=/other:/data")]
    [TestCase("--volume=named:/data/")]
    [TestCase("--volume=/h:/data:ro")]
    [TestCase("--volume=/data")]
    [TestCase("--tmpfs=/data:size=1g")]
    [TestCase("--mount=type=tmpfs,target=/data")]
    [TestCase("--mount=type=volume,target=/data")]
    public void An_option_of_the_users_wins_over_a_mount_with_a_warning(string word)
    {
        var job = With([Host("/h", "/data")], word);
        Assert.That(MountsOf(job), Is.EqualTo(new[] { word }));
        Assert.That(DockerSettings.Of(job).Warnings.Single(), Does.Contain("env.toml:7: the mount of '/h' at '/data' gives way to"));
    }

    [Test]
    public void The_profiles_mount_wins_over_the_recipes_with_a_warning()
    {
        var job = With([new HostMount("/recipe", "/data/", null, Recipe), new HostMount("/same", "/same", null, Recipe), Host("/profile", "/data"), Host("/same", "/same/")]);
        Assert.That(MountsOf(job), Is.EqualTo(new[] { "--mount=type=bind,source=/profile,target=/data", "--mount=type=bind,source=/same,target=/same/" }));
        Assert.That(DockerSettings.Of(job).Warnings.Single(), Does.Contain("tiny.yaml:3: the mount of '/recipe' at '/data' gives way to '/profile' (/home/me/env.toml:7)"));
    }

    [Test]
    public void Two_sources_of_one_layer_are_an_error() =>
        Assert.That(Refusal(With([Host("/a", "/data"), Host("/b", "/data/")])), Does.Contain("two sources for the mount target '/data'"));

    [TestCase("/")]
    [TestCase("//")]
    [TestCase("/x/..")]
    [TestCase("/fairlead/run")]
    [TestCase("/fairlead//run/code")]
    public void The_image_and_the_run_folder_stay_as_they_are(string target) =>
        Assert.That(Refusal(With([Host("/a", target)])), Does.Contain("nothing can be mounted at"));

    [TestCase("-v./here:/x")]
    [TestCase("-v~/here:/x")]
    [TestCase("--mount=type=bind,source=here,target=/x")]
    public void A_relative_path_of_the_host_is_refused(string word) =>
        Assert.That(Refusal(With([], word)), Does.Contain("absolute path of the host"));

    [Test]
    public void A_repository_is_refused_with_the_way_out() =>
        Assert.That(Refusal(With([Git(Megatron)])), Does.Contain("/opt/Megatron-LM").And.Contain("host:container"));

    [Test]
    public void Paths_of_the_host_are_named_so_that_they_can_be_looked_for() =>
        Assert.That(Part(With([Host("/a b", "/x")], "-v", "/c:/y", "-v", "named:/z", "--tmpfs=/t")).HostPaths, Is.EqualTo(new[] { "/a b", "/c" }));

    private static ResolvedJob With(Mount[] mounts, params string[] arguments) => (DockerJobs.Plain with { Mounts = [.. mounts] }).With(("docker_args", arguments));

    private static IEnumerable<string> MountsOf(ResolvedJob job) => Part(job).Options.Skip(1);
}
