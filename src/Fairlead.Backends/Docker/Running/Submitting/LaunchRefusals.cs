namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>What to do about an engine's refusals.</summary>
internal static class LaunchRefusals
{
    private static readonly (string Words, string Remedy)[] Known =
    [
        ("\"sh\": executable file not found", "choose an image with a shell: jobs are started by sh"),
        ("executable file `sh` not found", "choose an image with a shell: jobs are started by sh"),
        ("unknown runtime", "install the NVIDIA container toolkit, or set runtime = \"\" in the profile"),
        ("unknown or invalid runtime", "install the NVIDIA container toolkit, or set runtime = \"\" in the profile"),
        ("could not select device driver", "install the NVIDIA container toolkit, or set gpus_per_node = 0"),
        ("bind source path does not exist", "correct mounts in the profile; the engine must see this machine's folders"),
        ("unknown flag", "correct docker_args in the profile"),
        ("network", "correct network in the profile"),
    ];

    public static string Remedy(string words) =>
        Known.Where(known => words.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Select(known => known.Remedy)
            .FirstOrDefault("correct the profile, then run the same command again");
}
