using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Preparation;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Results;
using Fairlead.Primitives;

namespace Fairlead.Node.Jobs;

/// <summary>A manifest's models on all ranks of a job, in step: images first, then one model after another; a rank that fails ends all. Rank 0 makes the rows of the results.</summary>
internal sealed class ManifestRun(RankRun run, string cache, int fanOut, Terminal terminal, TimeProvider time)
{
    private static readonly Func<ImmutableArray<string>, CancellationToken, Task<string>> Nothing = (_, _) => Task.FromResult("");

    private readonly string project = run.Workspace;
    private readonly RankRun run = InFolderOfItsOwn(run);

    /// <returns>This rank's own; rank 0's tells of the results as well.</returns>
    public async Task<ExitCode> RunAsync(ImmutableArray<ManifestModel> models, CancellationToken cancellationToken)
    {
        if (!run.Topology.IsAlone)
            FolderCopy.Copy(project, run.Workspace);
        var code = await TogetherAsync(models, cancellationToken);
        if (!run.Topology.IsFirst)
            return code;
        var collected = await new Collection(run.Manifest, run.Folders, run.Topology.World, run.Topology.Job, run.Job, terminal, time).CollectAsync(models, CancellationToken.None);
        return code == ExitCode.Success ? collected : code;
    }

    private async Task<ExitCode> TogetherAsync(ImmutableArray<ManifestModel> models, CancellationToken cancellationToken)
    {
        await using var session = await NodeSession.OpenAsync(run.Job, run.Engine, cache, fanOut, terminal, time, cancellationToken);
        try
        {
            var prepared = await PrepareAsync(session, models, cancellationToken);
            foreach (var model in models)
            {
                var code = await RunAsync(session, model, prepared[model.Key], cancellationToken);
                if (code != ExitCode.Success)
                    return code;
            }

            return ExitCode.Success;
        }
        catch (RendezvousException exception)
        {
            terminal.Progress($"rank {run.Topology.Rank}: {exception.Message}");
            return exception.ExitCode;
        }
        catch (FairleadException exception)
        {
            terminal.Progress($"rank {run.Topology.Rank}: {exception.Message}");
            await session.Rendezvous.AbortAsync(exception.Problem);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await session.Rendezvous.AbortAsync("it was cancelled");
            return ExitCode.Cancelled;
        }
    }

    private async Task<ImmutableDictionary<string, ImageDetails>> PrepareAsync(NodeSession session, ImmutableArray<ManifestModel> models, CancellationToken cancellationToken)
    {
        var lastResort = new LastResort(run.Engine, project, BuildArgumentsOf, Path.Combine(run.Folders.Root, "image-builds"), session.Rendezvous.Progress.Report, time);
        var preparation = session.Preparation(lastResort, terminal, time);
        var prepared = ImmutableDictionary.CreateBuilder<string, ImageDetails>();
        foreach (var model in models)
            prepared[model.Key] = (await preparation.PrepareAsync(ImageOf(model), cancellationToken)).Image;
        return prepared.ToImmutable();
    }

    private async Task<ExitCode> RunAsync(NodeSession session, ManifestModel model, ImageDetails image, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Rendezvous.Broken);
        var code = await new RankRuns(run, terminal, time).RunAsync([model], _ => Task.FromResult(image), together.Token);
        if (session.Rendezvous.Fault is { } fault)
            throw fault;
        if (code != ExitCode.Success && !run.Topology.IsAlone)
            await session.Rendezvous.AbortAsync($"{model.Key} did not end well there");
        else if (code == ExitCode.Success)
            await session.Rendezvous.MeetAsync(new Phase("ran", model.Key), "", Nothing, cancellationToken);
        return code;
    }

    // Models of several nodes write files of the same names.
    private static RankRun InFolderOfItsOwn(RankRun run) => run.Topology.IsAlone ? run
        : run with { Workspace = Path.Combine(Path.GetDirectoryName(run.Folders.Root)!, "work", $"{run.Topology.Attempt}-{run.Topology.Rank}") };

    private ManifestImage ImageOf(ManifestModel model) =>
        run.Manifest.Find(model.Key) ?? throw FairleadException.Usage($"the model '{model.Key}' has no image in the manifest", "./build.sh --target=BuildImages");

    private ImmutableSortedDictionary<string, string> BuildArgumentsOf(ManifestImage image)
    {
        var model = run.Manifest.Models.First(model => model.Key == image.Key);
        var declared = run.Of(model, image).Read().Declared.Where(value => value.Field == Field.BuildArgument).ToList();
        return ContainerEnvironment.Of(declared, run.Job).BuildArguments.ToImmutableSortedDictionary(argument => argument.Key, argument => argument.Value, StringComparer.Ordinal);
    }
}
