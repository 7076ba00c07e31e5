using System.Collections.Immutable;
using Fairlead.Images.Manifest;
using Fairlead.Node.Containers;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>What a rank's program has left undone because it was killed: its containers are removed, and what its models have brought is staged.</summary>
internal sealed class Leftovers(RankRun run, Terminal terminal)
{
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task StageAsync(ImmutableArray<ManifestModel> models, CancellationToken cancellationToken)
    {
        var containers = (await run.Engine.RunAsync(["ps", "--all", "--quiet", .. ContainerName.Filters(run.Topology, run.Folders.Root)], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var container in containers)
        {
            terminal.Progress($"removing the container {container}, which its program has left");
            await run.Engine.RunAsync(["rm", "--force", "--volumes", container], cancellationToken);
        }

        foreach (var model in models)
            Stage(model);
    }

    private void Stage(ManifestModel model)
    {
        var folder = run.Folders.Rank(model.Key, run.Topology.Rank);
        if (RankRecord.Exists(folder) || Belongings.Read(run.Folders.Helpers(model.Key, run.Topology.Rank)) is not { } before)
            return;
        var settings = Settings.Of(run.Of(model, run.Manifest.Find(model.Key) ?? new ManifestImage(model.Key, "", ImageSource.Built)).Read().Declared);
        foreach (var fault in new ResultFiles(run.Workspace, ModelCommand.Of(settings, run.Workspace).Folder, settings.Text("multiple_results"), before).Stage(folder))
            terminal.Progress($"note: {fault}");
        new RankRecord(run.Topology.Rank, new Verdict(VerdictKind.Failure, "the program that ran it was killed")).Write(folder);
    }
}
