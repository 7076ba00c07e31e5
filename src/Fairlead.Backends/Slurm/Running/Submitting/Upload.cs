using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>A file of this machine that lies on the cluster under a name of its content.</summary>
/// <param name="Path">Its name on the cluster.</param>
/// <param name="Digest">Of the file, or of the tar in an archive.</param>
internal sealed record Upload(string LocalFile, string Path, Digest Digest)
{
    private const int LauncherLength = 12;

    public static IReadOnlyList<Upload> Of(JobRequest request, ClusterLayout layout, string archive, IReadOnlyDictionary<string, string> fileInputs) =>
    [
        new Upload(archive, layout.Source(request.Source.Digest), request.Source.Digest),
        .. fileInputs
            .Select(input => new Upload(input.Value, layout.Input(request.FileInputs[input.Key]), request.FileInputs[input.Key]))
            .DistinctBy(upload => upload.Path),
    ];

    /// <summary>What it may be used for there, as chmod takes it: a program stays one.</summary>
    public string Mode => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(LocalFile) & UnixFileMode.UserExecute) != 0 ? "555" : "444";

    /// <summary>Where it goes before it is checked: found again by this launcher for this run, written by no other.</summary>
    public string Unchecked(RunSite site)
    {
        var launcher = Digest.Of($"{Environment.MachineName}\n{site.Run.Directory}").ToString()[..LauncherLength];
        return $"{System.IO.Path.GetDirectoryName(Path)}/.{Digest}.{launcher}.part";
    }
}
