using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class MountTests
{
    private static readonly Origin Here = new("profile hpc", "env.toml", 7);

    [TestCase("git+https://host.test/org/repo.git@main,/opt/repo", "https://host.test/org/repo.git", "main", "/opt/repo")]
    [TestCase("git+https://user@host.test/org/repo.git@feature/x", "https://user@host.test/org/repo.git", "feature/x", "/opt/repo")]
    [TestCase("git+ssh://git@host.test/org/repo@0123abc, /opt/there", "ssh://git@host.test/org/repo", "0123abc", "/opt/there")]
    [TestCase("git+git@host.test:org/repo.git@v1", "git@host.test:org/repo.git", "v1", "/opt/repo")]
    public void A_git_mount_is_split_at_the_reference_and_not_at_the_user(string text, string repository, string reference, string target) =>
        Assert.That(Parse($"${{auto_mount:{text}}}"), Is.EqualTo(new GitMount(repository, reference, target, Here)));

    [TestCase("${auto_mount:git+https://user@host.test/x.git}", "names no branch, tag or commit")]
    [TestCase("${auto_mount:git+https://host.test/x.git@}", "names no branch, tag or commit")]
    [TestCase("${auto_mount:git+git@host.test:x.git}", "names no branch, tag or commit")]
    [TestCase("${auto_mount:https://host.test/x.git@main}", "expects git+URL@REF")]
    [TestCase("${auto_mount:git+https://host.test/x.git@main,opt/x}", "expects an absolute path in the container, found 'opt/x'")]
    [TestCase("/only", "expects 'host:container', found '/only'")]
    [TestCase("/a:/b:ro:x", "expects 'host:container'")]
    [TestCase("/a:b", "expects an absolute path in the container, found 'b'")]
    public void A_wrong_mount_is_refused_with_its_place(string text, string message) =>
        Assert.That(() => Parse(text), Throws.InstanceOf<FairleadException>().With.Message.Contains(message).And.Message.Contains("env.toml:7"));

    [Test]
    public void The_recipes_mounts_come_first_and_the_same_mount_counts_once()
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", "run: {env: {mounts: ['${auto_mount:git+https://h.test/o/bridge@${oc.env:REF,main},/opt/bridge}', '/data:/data']}}");
        tree.Hpc("mounts = ['/data:/data', '/lustre:/scratch:ro']");

        var mounts = tree.Resolve(profile: "hpc").Job.Mounts;

        Assert.That(
            mounts.Select(mount => $"{mount.Target} {mount.Source} {mount.Origin.Layer}"),
            Is.EqualTo(new[]
            {
                "/opt/bridge git+https://h.test/o/bridge@main recipe config",
                "/data /data recipe config",
                "/scratch /lustre:ro profile hpc",
            }));
    }

    [Test]
    public void Two_sources_for_one_target_are_an_error_naming_both()
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", "run: {env: {mounts: ['/a:/data/']}}");
        tree.Hpc("mounts = ['/b:/data']");

        Assert.That(tree.Fault(profile: "hpc"), Does.Contain("env.toml:4: two sources for the mount target '/data': '/a' (").And.Contain("tiny.yaml:1) and '/b'"));
    }

    [Test]
    public void For_docker_all_of_them_are_kept_for_its_renderer_to_decide()
    {
        using var tree = new RecipeTree();
        tree.Config("tiny", "run: {env: {mounts: ['/a:/data/']}}");
        tree.Env("[docker]\nexecutor = 'docker'\nmounts = ['/b:/data']\n");

        Assert.That(tree.Resolve(executor: "docker").Job.Mounts.Select(mount => mount.Source), Is.EqualTo(new[] { "/a", "/b" }));
    }

    [Test]
    public void Volumes_are_tables_with_both_paths()
    {
        using var tree = new RecipeTree();
        tree.Env("[lep]\nexecutor = 'lepton'\nnemo_run_dir = '/vol/jobs'\nmounts = [{ path = '/', mount_path = '/vol', from = 'node-nfs:lab' }]\n[bad]\nexecutor = 'lepton'\nnemo_run_dir = '/vol'\nmounts = [{ path = '/' }]\n");

        Assert.Multiple(() =>
        {
            Assert.That(tree.Resolve(profile: "lep").Job.Mounts.Single(), Is.InstanceOf<VolumeMount>().With.Property("Volume").EqualTo("node-nfs:lab"));
            Assert.That(tree.Fault(profile: "bad"), Does.Contain("a mount table has no 'mount_path'"));
        });
    }

    [Test]
    public void For_docker_host_paths_are_made_absolute_and_a_mount_with_an_unset_variable_is_left_out()
    {
        using var tree = new RecipeTree();
        tree.Variables["HOME"] = "/home/me";
        tree.Variables["DATA"] = "/big";
        tree.Env("[docker]\nexecutor = 'docker'\nmounts = ['$DATA/x:/x', '~/y:/y', 'here:/z', '$UNSET/a:/a']\n");

        var result = tree.Resolve(executor: "docker");

        Assert.Multiple(() =>
        {
            Assert.That(result.Job.Mounts.Select(mount => mount.Source), Is.EqualTo(new[] { "/big/x", "/home/me/y", Path.Combine(tree.Root, "here") }));
            Assert.That(result.Warnings, Has.One.Contains("the variable UNSET is not set"));
        });
    }

    [Test]
    public void A_local_job_says_that_mounts_have_no_effect()
    {
        using var tree = new RecipeTree();

        Assert.That(tree.Resolve(sets: "env.mounts=['/a:/b']").Warnings, Has.One.Contains("executor local has no container"));
    }

    private static Mount Parse(string text) => MountParser.Parse(new ScalarSetting(text, Here));
}
