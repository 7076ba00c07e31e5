using System.Text.Json;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Cloud;

/// <summary>A run's folder on the volume, for a machine that may have it at the same path as the pods.</summary>
/// <param name="Home">The directory on the volume that runs live below.</param>
internal sealed record VolumeRun(string Home, string RunId)
{
    private const string Folder = "runs";
    private const string Failed = "failed";

    public bool IsHere => Directory.Exists(Home);

    public RunFolder Layout => new(Path.Combine(Home, Folder, RunId));

    /// <summary>A node has ended, or a member has failed: the job's end is near.</summary>
    public bool HasNews => Directory.Exists(State) && Directory.EnumerateFileSystemEntries(State).Any(path => Path.GetFileName(path) is var name && (name == Failed || name.StartsWith("ended-", StringComparison.Ordinal)));

    public string FailureRecord => Path.Combine(State, Failed, "record");

    private string State => Path.Combine(Layout.Root, "state");

    /// <summary>Where a run's output is, below the directory that runs live below.</summary>
    public static string OutputOf(string runId) => $"{Folder}/{runId}/output";

    /// <summary>The first failure of the job, as its pod recorded it; null when none did.</summary>
    /// <exception cref="JsonException">What lies there is no such record.</exception>
    public JobExit? ReadFailure() => JobExit.ReadFile(FailureRecord);
}
