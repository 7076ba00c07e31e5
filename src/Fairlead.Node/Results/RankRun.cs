using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Results;

/// <summary>What one rank is to run.</summary>
/// <param name="Runtime">What this run was told, in the form of a manifest's context.</param>
/// <param name="Job">The environment of the job.</param>
/// <param name="Workspace">The working folder, in which the models' scripts are.</param>
internal sealed record RankRun(ImageManifest Manifest, JsonObject Runtime, JobTopology Topology, IReadOnlyDictionary<string, string> Job, JobFolders Folders, string Workspace, ContainerEngine Engine, NodeGpus Node)
{
    private const int UsualSeconds = 7200;

    /// <summary>The nodes by rank; null: nobody named them.</summary>
    public ImmutableArray<string>? Hosts { get; init; }

    /// <summary>How long a model may take; null: as its card says.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What tells the job's folder in <c>/run_logs</c>.</summary>
    public string RunLogs => $"/run_logs/{Topology.Job}";

    public Surroundings Of(ManifestModel model, ManifestImage image) => new(Runtime, Job, Manifest, model, image, Node);

    /// <summary>The option's, or the card's where it is positive, or two hours.</summary>
    public TimeSpan TimeoutOf(Settings settings) =>
        Timeout ?? TimeSpan.FromSeconds(settings.Number("timeout") is { } seconds and > 0 ? seconds : UsualSeconds);
}
