using Fairlead.Images.Manifest;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Nodes;

/// <summary>Runs the models of a build manifest on the nodes of a cluster.</summary>
internal sealed class SubmitManifestCommand(PipelineOptions options, PipelineSession session, SubmitCommand submit, Terminal terminal, TimeProvider time)
{
    /// <exception cref="FairleadException">The manifest is none, or the job cannot be submitted.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(options.Manifest ?? throw FairleadException.Usage("this target expects --manifest=FILE", "--manifest=build_manifest.json, as the build wrote it"), session.Folders.Given);
        var loaded = new ManifestFile(file, time).Load();
        foreach (var note in loaded.Notes)
            terminal.Progress($"warning: {file}: {note}");
        var program = await session.NodeProgram.PublishAsync(cancellationToken);
        var plan = await session.Planner.PlanAsync(
            ManifestRecipe.SpecOf(loaded.Manifest, file, Environment.GetEnvironmentVariable),
            ManifestRecipe.ConfigOf(loaded.Manifest, file, Normal(loaded.Manifest), program),
            cancellationToken);
        var request = await session.Stages.RenderAsync(plan, cancellationToken);
        await submit.RunAsync(plan, request, await session.Stages.PayloadAsync(plan, cancellationToken), cancellationToken);
    }

    // Nodes read one form alone, whoever wrote the manifest.
    private string Normal(ImageManifest manifest)
    {
        var text = ManifestJson.Write(manifest);
        var path = Path.Combine(session.Folders.Cache, "manifests", $"{Digest.Of(text)}.json");
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, text, AtomicFile.Private);
        return path;
    }
}
