using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs in containers of podman, with a storage of their own. Skips the test where podman cannot run any.</summary>
internal sealed class PodmanWorkshop : Workshop
{
    private const string Image = "localhost/fairlead-test/busybox:1";

    // A machine's own limits may be lower than podman's defaults.
    private static readonly string[] Limits = ["nofile=1024:1024", "nproc=1024:1024"];
    private readonly string client;

    private PodmanWorkshop()
        : base(new DockerExecutor(TimeProvider.System)) => client = Path.Combine(Root, "podman");

    public override SubmitTarget Target => new("box", new DockerSite(client));

    public static async Task<PodmanWorkshop> OpenAsync()
    {
        Service.Require("podman");
        Service.Require("busybox");
        var busybox = Service.Find("busybox")!;
        var workshop = new PodmanWorkshop();
        await File.WriteAllTextAsync(workshop.client, $"#!/bin/sh\nexec podman --root={workshop.Root}/root --runroot={workshop.Root}/run --storage-driver=vfs {(Service.Find("runc") is null ? "" : "--runtime=runc")} \"$@\"\n");
        File.SetUnixFileMode(workshop.client, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var bin = Directory.CreateDirectory(Path.Combine(workshop.Root, "image", "bin")).FullName;
        foreach (var name in new[] { "sh", "busybox" })
            File.Copy(busybox, Path.Combine(bin, name));
        var tar = Path.Combine(workshop.Root, "image.tar");
        await ChildProcess.RunAsync("tar", ["--create", $"--file={tar}", $"--directory={Path.Combine(workshop.Root, "image")}", "bin"]);
        await workshop.CallAsync("import", tar, Image);
        var tried = await workshop.CallAsync(["run", "--rm", "--network=host", .. Limits.Select(limit => $"--ulimit={limit}"), "--entrypoint=sh", Image, "-c", "true"]);
        if (!tried.Succeeded)
            await workshop.DisposeAsync();
        Service.Require(tried.Succeeded, $"podman cannot run containers here: {tried.Error.Trim()}");
        return workshop;
    }

    public Task<ProcessResult> CallAsync(params string[] arguments) => ChildProcess.RunAsync(client, arguments);

    public override string FolderOf(Run run) => run.Directory;

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with
    {
        Executor = "docker",
        ContainerImage = Image,
        ExecutorSettings = TableSetting.Empty(Origin.BuiltIn)
            .With("container_client", new ScalarSetting("podman", Origin.BuiltIn))
            .With("ulimits", new ListSetting([.. Limits.Select(limit => new ScalarSetting(limit, Origin.BuiltIn))], Origin.BuiltIn)),
    };
}
