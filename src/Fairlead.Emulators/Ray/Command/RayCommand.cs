using System.Text.RegularExpressions;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Ray.Command;

/// <summary>
/// A stand-in for the command <c>ray</c>, for pods that bring Ray up themselves: it starts nothing, but keeps who is in a cluster, and fails
/// where ray fails.
/// </summary>
internal sealed partial class RayCommand
{
    private readonly string programs;
    private readonly string clusters;

    /// <param name="directory">Where it is put, and where clusters are kept.</param>
    public RayCommand(string directory)
    {
        programs = Directory.CreateDirectory(Path.Combine(directory, "ray", "bin")).FullName;
        clusters = Path.Combine(directory, "ray", "clusters");
        var program = Path.Combine(programs, "ray");
        using (var script = typeof(RayCommand).Assembly.GetManifestResourceStream("ray.sh")!)
        using (var file = File.Create(program))
            script.CopyTo(file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The pod, with the command before all other programs. Pods of one workload share their clusters.</summary>
    /// <param name="path">Where the pod's image has its programs.</param>
    public PodSpec Give(PodSpec pod, string path)
    {
        var workload = OfWorker().Replace(pod.Name, "");
        return pod with
        {
            Variables =
            [
                new PodVariable("PATH", $"{programs}:{path}"),
                new PodVariable("FAIRLEAD_EMULATED_RAY", Path.Combine(clusters, pod.Namespace, workload)),
                .. pod.Variables,
            ],
        };
    }

    // Kubernetes' training operator names the pods of a workload so.
    [GeneratedRegex(@"-worker-\d+\z")]
    private static partial Regex OfWorker();
}
