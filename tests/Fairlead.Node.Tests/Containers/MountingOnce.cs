using Fairlead.Primitives;

namespace Fairlead.Node.Tests.Containers;

public sealed class MountingOnce
{
    [TestCase("-v /mnt/h:/data")]
    [TestCase("-v=/mnt/h:/data")]
    [TestCase("-v/mnt/h:/data")]
    [TestCase("--volume /mnt/h:/data:ro")]
    [TestCase("--volume=/mnt/h:/data/")]
    [TestCase("--mount type=bind,source=/mnt/h,target=/data/")]
    [TestCase("--mount=type=bind,src=/mnt/h,dst=/data")]
    [TestCase("--mount=type=tmpfs,destination=//data")]
    [TestCase("--tmpfs /data")]
    [TestCase("--tmpfs=/x/../data:size=1g")]
    [TestCase("-v /data")]
    [TestCase("--privileged -it --rm --shm-size 16G --ulimit memlock=-1 -v /mnt/h:/./data --ipc=host")]
    public void What_the_card_mounts_the_manifest_does_not(string options)
    {
        var planned = PlanBench.Plan(new Sample("""{"docker_mounts": {"/data/": "/mnt/other"}}""", $$"""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "{{options}}"}"""));
        var mounts = string.Join(' ', planned.Plan.Mounts);
        Assert.That(mounts, Does.Contain("data").And.Not.Contain("/mnt/other"));
        Assert.That(string.Join(' ', planned.Plan.Options.SelectMany(option => option.Words)), Does.Not.Contain("data"));
        Assert.That(planned.Notes, Has.Some.Contains("'/mnt/other' at '/data' gives way to"));
    }

    [Test]
    public void The_same_source_twice_is_one_mount_and_no_news()
    {
        var planned = PlanBench.Plan(new Sample("""{"docker_mounts": {"/data/": "/mnt/h"}}""", """{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "-v /mnt/h:/data"}"""));
        Assert.That(planned.Plan.Mounts.Count(word => word.Contains("/mnt/h", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(planned.Notes, Is.Empty);
    }

    [Test]
    public void A_folder_that_this_node_lacks_is_an_error_unless_it_may_be_missing()
    {
        var exception = Assert.Throws<FairleadException>(() => PlanBench.Plan(new Sample("""{"docker_mounts": {"/data": "/lustre/data"}}""", """{"scripts": "scripts/alpha/run.sh"}""")))!;
        Assert.That(exception.Problem, Is.EqualTo("context.docker_mounts./data: expected '/lustre/data' on this node, found nothing there"));
        var planned = PlanBench.Plan(new Sample("""{"docker_mounts": {"/data": {"source": "/lustre/data", "optional": true}}}""", """{"scripts": "scripts/alpha/run.sh"}"""));
        Assert.That(planned.Plan.Mounts, Has.None.Contains("/lustre"));
        Assert.That(planned.Notes.Single(), Does.Contain("this node has no '/lustre/data'"));
    }

    [TestCase("/")]
    [TestCase("//")]
    [TestCase("/myworkspace/")]
    [TestCase("/x/../myworkspace")]
    [TestCase("/fairlead")]
    public void Some_places_are_taken(string target)
    {
        Assert.Throws<FairleadException>(() => PlanBench.Plan(new Sample($$"""{"docker_mounts": {"{{target}}": "/mnt"} }""", """{"scripts": "scripts/alpha/run.sh"}""")));
        Assert.Throws<FairleadException>(() => PlanBench.Plan(new Sample(Card: $$"""{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "-v /mnt:{{target}}"}""")));
    }

    [Test]
    public void Variables_and_the_user_among_the_options_have_their_place_in_the_plan()
    {
        var planned = PlanBench.Plan(new Sample("""{"docker_env_vars": {"B": "manifest"}}""", """{"scripts": "scripts/alpha/run.sh", "additional_docker_run_options": "-e A=card --env B=card -u nobody --shm-size=1g"}"""));
        Assert.That((planned.Plan.Variables["A"], planned.Plan.Variables["B"], planned.Plan.User), Is.EqualTo(("card", "manifest", "nobody")));
        Assert.That(planned.Plan.Options.SelectMany(option => option.Words), Is.EqualTo(new[] { "--shm-size=1g" }));
    }
}
