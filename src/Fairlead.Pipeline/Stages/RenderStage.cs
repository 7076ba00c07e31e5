using System.Collections.Immutable;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>Renders the complete job request. Knows its artifacts by the keys of the stages that make them, so nothing need be prepared.</summary>
internal static class RenderStage
{
    public const string Name = "render";
    public const string Request = "request.json";
    private const int Version = 1;

    public static StageInputs InputsOf(RecipePlan plan, BackendMap backends, Digest package, ImmutableSortedDictionary<string, PinnedArtifact> artifacts) => new(Name, Version, plan.Subject,
    [
        new("stage:package", package.ToString()),
        new("template", backends.Of(plan.Job.Executor).IdentifyRendering().ToString()),
        .. artifacts.Select(artifact => new StageInput($"artifact:{artifact.Key}", $"{artifact.Value.Name} {artifact.Value.Digest}")),
        .. SettingInputs.Of(plan),
        .. ExecutorInputs.Of(plan, backends.Of(plan.Job.Executor), backends.Executors),
    ]);

    public static StageBody BodyOf(RecipePlan plan, Backend backend, Digest archive, ImmutableSortedDictionary<string, PinnedArtifact> artifacts) => async (output, cancellationToken) =>
    {
        var request = backend.Request(new RenderInputs(
            plan.Job,
            new SourceReference(archive, plan.Mount, plan.Script),
            artifacts,
            plan.Files.ToImmutableSortedDictionary(file => file.Key, file => file.Value.Digest, StringComparer.Ordinal))
        {
            Commits = plan.Commits,
            Publishes = plan.Artifact is { } name ? new PinnedArtifact(name, PrepareStage.InputsOf(plan).Key) : null,
            Attached = plan.Attached,
            ImageName = plan.Image?.Reference,
            ImageKey = plan.Image?.Inputs.Key,
        });
        await File.WriteAllTextAsync(Path.Combine(output, Request), JobRequestJson.Write(request), cancellationToken);
    };
}
