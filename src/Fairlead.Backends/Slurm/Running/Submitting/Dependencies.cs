using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>What a job waits for: the runs that make its data, while that is not there, and what the user says.</summary>
internal static class Dependencies
{
    /// <param name="publishers">The runs that make the job's artifacts, with what each makes.</param>
    /// <param name="missing">Paths that are not on the cluster.</param>
    /// <returns>Options of sbatch.</returns>
    /// <exception cref="FairleadException">An artifact is not there, and nobody is making it.</exception>
    public static ImmutableArray<string> Options(
        JobRequest request,
        ClusterLayout layout,
        IReadOnlyCollection<(Run Run, PinnedArtifact Artifact)> publishers,
        IReadOnlySet<string> missing)
    {
        var awaited = request.Artifacts.Values
            .Where(artifact => missing.Contains(layout.Artifact(artifact.Digest)))
            .Select(artifact => PublisherOf(artifact, publishers, layout).BackendId!)
            .Distinct()
            .ToList();
        return
        [
            .. DependencyOf(awaited, request.PartAs<SlurmPart>().Dependency) is { } dependency ? [$"--dependency={dependency}"] : Array.Empty<string>(),
            .. awaited.Count > 0 ? ["--kill-on-invalid-dep=yes"] : Array.Empty<string>(),
        ];
    }

    private static string? DependencyOf(IReadOnlyCollection<string> awaited, string? given)
    {
        var parts = new[] { awaited.Count > 0 ? $"afterok:{string.Join(':', awaited)}" : null, given };
        return string.Join(',', parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } dependency ? dependency : null;
    }

    private static Run PublisherOf(PinnedArtifact artifact, IEnumerable<(Run Run, PinnedArtifact Artifact)> publishers, ClusterLayout layout)
    {
        var run = publishers.FirstOrDefault(publisher => publisher.Artifact.Digest == artifact.Digest).Run;
        var found = run switch
        {
            null => "nothing there and no run that makes it",
            { BackendId: JobLookUp.NoJob } => $"nothing there, and run {run.Id}, which makes it, cancelled",
            { BackendId: null } => $"nothing there, and run {run.Id}, which makes it, not submitted",
            { Final: { } status } => $"nothing there, although run {run.Id}, which makes it, has {status.State.Name()}",
            _ => null,
        };
        return found is null
            ? run!
            : throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"expected the artifact '{artifact.Name}' at {layout.Artifact(artifact.Digest)}, found {found}",
                "prepare the data again: the same preparation with --resubmit");
    }
}
