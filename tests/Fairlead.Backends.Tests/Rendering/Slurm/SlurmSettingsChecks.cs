using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using static Fairlead.Backends.Tests.Rendering.SlurmJobs;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

public sealed class SlurmSettingsChecks
{
    [TestCase("remote_job_dir", " ", "absolute")]
    [TestCase("remote_job_dir", "jobs", "absolute")]
    [TestCase("remote_job_dir", "/", "below /")]
    [TestCase("remote_job_dir", "/a\nb", "U+000A")]
    [TestCase("remote_job_dir", "/a:b", "colons")]
    [TestCase("tunnel", "tls", "ssh or local")]
    [TestCase("time", "soon", "UNLIMITED")]
    [TestCase("mem", "lots", "64G")]
    [TestCase("array", "a-b", "0-15%4")]
    [TestCase("constraint", "a\u0007b", "U+0007")]
    [TestCase("cpus_per_task", 0, "at least 1")]
    [TestCase("ray_port", 65536, "1 to 65535")]
    [TestCase("lustre_mount", "/lustre", "host:container")]
    public void A_value_that_Slurm_cannot_take_is_refused_at_its_place(string key, object value, string expected)
    {
        var error = Assert.Throws<FairleadException>(() => SlurmSettings.Of(Plain.With((key, value))));
        Assert.That(error!.Message, Does.StartWith("/home/me/env.toml:7: ").And.Contain(expected));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [TestCase("30")]
    [TestCase("30:00")]
    [TestCase("4:00:00")]
    [TestCase("1-12")]
    [TestCase("1-12:30:00")]
    [TestCase("UNLIMITED")]
    public void Every_form_of_a_time_limit_is_taken(string time) =>
        Assert.That(SlurmSettings.Of(Plain.With(("time", time))).Time, Is.EqualTo(time));

    [Test]
    public void A_cluster_without_a_tunnel_is_this_machine()
    {
        var site = SlurmSettings.Of(Plain.With(("host", "localhost"), ("user", "me"))).Site;
        Assert.That(site, Is.EqualTo(new SlurmSite(JobDirectory)));
        Assert.That(site.Address, Is.EqualTo("local"));
    }

    [Test]
    public void A_cluster_behind_SSH_is_known_by_user_host_and_port()
    {
        var site = SlurmSettings.Of(Plain.With(
            ("tunnel", "ssh"), ("host", "login"), ("port", 2222), ("user", "me"), ("identity", "/k"), ("known_hosts", "/h"), ("accept_new_host_key", true))).Site;
        Assert.That(site, Is.EqualTo(new SlurmSite(JobDirectory, "login", 2222, "me", "/k", "/h", true)));
        Assert.That(site.Address, Is.EqualTo("me@login:2222"));
    }

    [TestCase("auto", SshClientKind.Auto)]
    [TestCase("builtin", SshClientKind.Builtin)]
    [TestCase("openssh", SshClientKind.OpenSsh)]
    public void What_speaks_SSH_can_be_chosen(string name, SshClientKind client) =>
        Assert.That(SlurmSettings.Of(Plain.With(("tunnel", "ssh"), ("host", "login"), ("ssh_client", name), ("identity_passphrase", "env:P"))).Site, Is.EqualTo(new SlurmSite(JobDirectory, "login", Client: client, Passphrase: "env:P")));

    [TestCase("port", 70000, "1 to 65535")]
    [TestCase("ssh_client", "putty", "auto, builtin, openssh")]
    [TestCase("identity_passphrase", "hunter2", "reference to a secret")]
    public void A_setting_of_the_connection_that_cannot_be_is_refused_by_name(string key, object value, string expected)
    {
        var refusal = Refusal(Plain.With(("tunnel", "ssh"), ("host", "login"), (key, value)));
        Assert.That(refusal, Does.Contain($"'{key}'").And.Contain(expected).And.Not.Contain("hunter2"));
    }

    [Test]
    public void A_group_of_nodes_without_a_size_is_refused() =>
        Assert.That(Refusal(Plain.With(("het_groups", new[] { Table(("partition", "cpu")) }))), Does.Contain("'nodes'"));

    [Test]
    public void A_misspelt_key_of_a_group_is_refused_with_the_nearest() =>
        Assert.That(Refusal(Plain.With(("het_groups", new[] { Table(("nodes", 1), ("partitoin", "cpu")) }))), Does.Contain("'partitoin'").And.Contain("'partition'"));

    [Test]
    public void Groups_of_nodes_and_an_array_exclude_each_other() =>
        Assert.That(Refusal(Plain.With(("array", "0-3"), ("het_groups", new[] { Table(("nodes", 1)) }))), Does.Contain("'array'").And.Contain("'het_groups'"));

    [Test]
    public void All_groups_count_as_nodes_of_the_job() =>
        Assert.That(SlurmJobs.Render(Plain.With(("het_groups", new[] { Table(("nodes", 3)), Table(("nodes", 1)) }))).Nodes, Is.EqualTo(6));

    [Test]
    public void A_preparation_is_no_array()
    {
        var inputs = Inputs(Plain.With(("array", "0-3"))) with { Publishes = new PinnedArtifact("rows", Digest.Of("rows")) };
        Assert.That(Assert.Throws<FairleadException>(() => Known.Render(inputs))!.Message, Does.Contain("'array'").And.Contain("'rows'"));
    }

    [Test]
    public void A_Ray_job_of_one_node_is_one_member() =>
        Assert.That(Member(Plain with { Launch = LaunchKind.Ray, Nodes = 1 }), Does.Contain("kind=node\n"));

    [Test]
    public void A_Ray_job_of_more_nodes_is_one_member_on_each_and_the_script_is_one() =>
        Assert.That(Member(Plain with { Launch = LaunchKind.Ray }), Does.Contain("kind=node\n").And.Contain("worker_units\":8").And.Contain("Ray cluster of 2 nodes"));

    [Test]
    public void A_Ray_job_of_unlike_nodes_is_refused() =>
        Assert.That(Refusal((Plain with { Launch = LaunchKind.Ray }).With(("het_groups", new[] { Table(("nodes", 1)) }))), Does.Contain("Ray").And.Contain("'het_groups'"));

    [Test]
    public void Commands_before_Ray_run_on_one_node_too() =>
        Assert.That(Member((Plain with { Launch = LaunchKind.Ray, Nodes = 1 }).With(("pre_ray_start_commands", new[] { "echo prepared" }))), Does.Contain("  echo prepared\n"));

    private static string Refusal(ResolvedJob job) => Assert.Throws<FairleadException>(() => SlurmJobs.Render(job))!.Message;
}
