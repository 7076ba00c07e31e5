using static Fairlead.Backends.Tests.Rendering.DockerJobs;

namespace Fairlead.Backends.Tests.Rendering.Docker;

public sealed class OptionsOfTheUsers
{
    [TestCase("--memory=64m")]
    [TestCase("--memory", "64m")]
    [TestCase("-m", "64m")]
    [TestCase("-m64m", "--init", "--cpus=2")]
    [TestCase("--env", "A=b c'\"$(id)`id`;\n*")]
    [TestCase("--init", "--cpuset-cpus=0-3")]
    public void Arrive_word_for_word_after_all_others(params string[] words) =>
        Assert.That(Part(Plain.With(("docker_args", words))).Options.Skip(1), Is.EqualTo(words));

    [TestCase("--name=mine", "found by the name")]
    [TestCase("--rm", "removed once")]
    [TestCase("-d", "outlive")]
    [TestCase("--network=host", "set network")]
    [TestCase("--user=0", "container_user")]
    [TestCase("-u0", "container_user")]
    [TestCase("--gpus=all", "gpus_per_node")]
    [TestCase("--restart=always", "--resubmit")]
    [TestCase("--label=dev.fairlead.run=x", "Fairlead's")]
    [TestCase("busybox", "expects options of docker create, found 'busybox'")]
    [TestCase("--", "expects options")]
    [TestCase("-", "expects options")]
    public void That_would_break_the_jobs_handling_are_refused_with_the_reason(string word, string reason) =>
        Assert.That(Refusal(Plain.With(("docker_args", new[] { word }))), Does.Contain(reason).And.Contain("env.toml:7"));

    [Test]
    public void A_word_behind_a_flag_is_not_taken_for_the_image() =>
        Assert.That(Refusal(Plain.With(("docker_args", new[] { "--privileged", "busybox" }))), Does.Contain("found 'busybox'"));

    [TestCase("container_client", "lxc", "expects docker or podman, found 'lxc'")]
    [TestCase("network", "bridge", "the 2 nodes of the job do not reach each other on the network 'bridge'")]
    public void A_setting_that_no_engine_can_carry_is_refused_with_its_place(string key, string value, string message) =>
        Assert.That(Refusal((Plain with { Nodes = 2 }).With((key, value))), Does.Contain(message).And.Contain("env.toml:7"));
}
