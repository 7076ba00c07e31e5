using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

public sealed class StartingContainers : DockerTest
{
    private const string Hostile = "a b'c\"d$HOME`id`;,\n*";

    [Test]
    public async Task Containers_are_made_from_the_id_and_carry_the_runs_labels()
    {
        var run = await StartAsync("echo up; sleep 600", "up", nodes: 2);
        Assert.That(await workshop.ContainersOfAsync(run), Is.EquivalentTo(new[] { $"{run.Name}-1-0", $"{run.Name}-1-1" }));
        var id = await workshop.Engine.SucceedAsync("image", "inspect", "--format={{.Id}}", DockerEngine.Python);
        Assert.That(await workshop.Engine.SucceedAsync("inspect", "--format={{.Config.Image}}", run.BackendId!), Is.EqualTo(id));
        Assert.That(
            await workshop.Engine.SucceedAsync("inspect", "--format={{range $key, $value := .Config.Labels}}{{$key}}={{$value}} {{end}}", $"{run.Name}-1-1"),
            Does.Contain($"dev.fairlead.directory={run.Directory} ").And.Contain($"dev.fairlead.job={run.Name} ").And.Contain("dev.fairlead.node=1 ").And.Contain($"dev.fairlead.run={run.Id}"));
    }

    [Test]
    public async Task Mounts_variables_and_options_arrive_byte_for_byte()
    {
        var source = Path.Combine(workshop.Root, Hostile);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(source).FullName, "file"), "found");
        var job = workshop.Job("cat \"/there/$HOSTILE/file\"; printf '|%s|%s' \"$HOSTILE\" \"$OPTION\"; [ -w \"/there/$HOSTILE\" ] || printf ' read-only'", change: job => job.WithArguments("--env", $"OPTION={Hostile}") with
        {
            Environment = job.Environment.Add("HOSTILE", Hostile),
            Mounts = [new HostMount(source, $"/there/{Hostile}", "ro", Origin.BuiltIn)],
        });
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(string.Join('\n', log.Select(line => line.Text)), Is.EqualTo($"found|{Hostile}|{Hostile} read-only"), status.Reason);
    }

    [Test]
    public async Task A_target_that_is_mounted_twice_is_one_mount_and_the_option_wins()
    {
        var (one, two) = (Directory.CreateDirectory(Path.Combine(workshop.Root, "one")).FullName, Directory.CreateDirectory(Path.Combine(workshop.Root, "two")).FullName);
        var job = workshop.Job("df /data/ >/dev/null; sleep 600", change: job => job.WithArguments("-v", $"{two}:/data/", "--tmpfs=/cache/", "-v/cache2") with
        {
            Mounts = [new HostMount(one, "/data", null, Origin.BuiltIn), new HostMount(one, "/cache", null, Origin.BuiltIn), new HostMount(one, "//cache2//", null, Origin.BuiltIn)],
        });
        var run = (await workshop.SubmitAsync(job)).Run;
        var mounts = await workshop.Engine.SucceedAsync("inspect", "--format={{range .Mounts}}{{.Type}} {{.Destination}}\n{{end}}", run.BackendId!);
        Assert.That(mounts.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "bind /data", "bind /fairlead/run", "volume /cache2" }));
        Assert.That(await workshop.Engine.SucceedAsync("exec", run.BackendId!, "grep", "-c", " /cache tmpfs ", "/proc/mounts"), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_host_path_that_is_not_there_is_named_and_not_made()
    {
        var missing = Path.Combine(workshop.Root, "not-there");
        var error = await RefusalAsync(workshop.Job("true", change: job => job with { Mounts = [new HostMount(missing, "/data", "z", Origin.BuiltIn)] }));
        Assert.That(error.Message, Does.Contain(missing).And.Contain("mounts"));
        Assert.That(Directory.Exists(missing), Is.False);
    }

    [Test]
    public async Task An_image_that_cannot_be_had_is_named_with_the_ways_to_one()
    {
        var error = await RefusalAsync(workshop.Job("true", change: job => job with { ContainerImage = "127.0.0.1:1/nothing/here:1" }));
        Assert.That(error.Message, Does.Contain("127.0.0.1:1/nothing/here:1").And.Contain("BuildImages").And.Contain("LoadImages").And.Contain("login"));
    }

    [Test]
    public async Task An_image_that_was_not_built_for_the_job_is_refused()
    {
        var (request, payload) = workshop.Job("true");
        var error = await RefusalAsync((request with { Part = request.PartAs<DockerPart>() with { ImageKey = Digest.Of("another build") } }, payload));
        Assert.That(error.Message, Does.Contain(DockerEngine.Python).And.Contain("dev.fairlead.image-key").And.Contain("BuildImages"));
    }

    [Test]
    public async Task An_image_without_a_shell_is_refused_and_the_same_run_is_completed_once_it_has_one()
    {
        var image = $"fairlead-test/changing:{Guid.NewGuid():N}";
        await workshop.Engine.ImportWithoutShellAsync(image);
        var job = workshop.Job("true", change: job => job with { ContainerImage = image });
        var error = await RefusalAsync(job);
        Assert.That(error.Message, Does.Contain("choose an image with a shell"));
        var refused = workshop.Ledger.List().Single();
        Assert.That(await workshop.ContainersOfAsync(refused), Is.Empty);
        Assert.That((refused.Final?.State, refused.Final?.BackendWord), Is.EqualTo(((RunState?)RunState.Failed, "refused")));

        await workshop.Engine.SucceedAsync("tag", DockerEngine.Python, image);
        var (status, _) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task GPUs_that_the_engine_cannot_show_are_refused_with_what_to_do()
    {
        var error = await RefusalAsync(workshop.Job("true", change: job => (job with { GpusPerNode = 1 }).With("runtime", "nvidia")));
        Assert.That(error.Message, Does.Contain("nvidia").And.Contain("NVIDIA container toolkit"));
    }

    [Test]
    public async Task Busybox_is_shell_enough()
    {
        var job = workshop.Job("echo $RANK $WORLD_SIZE; exit 4", nodes: 2, processes: 2, change: job => job with { ContainerImage = DockerEngine.Busybox });
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.ExitCode, Is.EqualTo(4), status.Reason);
        Assert.That(log.Select(line => line.Text), Has.Some.EndsWith(" 4"));
    }

    [Test]
    public async Task On_a_network_of_the_users_the_first_node_is_found_by_its_name()
    {
        var network = $"fairlead-{Guid.NewGuid():N}";
        var job = workshop.Job("python3 -c 'import os, socket; print(socket.gethostbyname(os.environ[\"MASTER_ADDR\"]))'; sleep 1", nodes: 2, change: job => job.With("network", network));
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded), status.Reason);
        Assert.That(log.Select(line => line.Text).Distinct().Single(), Does.StartWith("172."));
        await workshop.Engine.SucceedAsync("network", "rm", network);
    }

    [Test]
    public async Task Whoever_has_no_home_gets_one_and_files_belong_to_whoever_submits()
    {
        var (_, log) = await workshop.FinishAsync((await workshop.SubmitAsync(workshop.Job("cd \"$HOME\"; pwd; id -u", change: job => job.WithArguments("--env=HOME=/not-there")))).Run);
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "/fairlead/run/home", $"{LibC.EffectiveUser()}" }));
    }

    private async Task<FairleadException> RefusalAsync((JobRequest Request, Payload Payload) job)
    {
        var error = (await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job)))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), error.Message);
        return error;
    }
}
