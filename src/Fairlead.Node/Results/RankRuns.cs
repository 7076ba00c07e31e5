using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Runs models one after another on this rank; one that fails does not keep the next from running.</summary>
internal sealed class RankRuns(RankRun run, Terminal terminal, TimeProvider time)
{
    /// <param name="find">Finds a model's image in this node's engine.</param>
    /// <returns>That of the first model that failed.</returns>
    public async Task<ExitCode> RunAsync(ImmutableArray<ManifestModel> models, Func<ManifestImage, Task<ImageDetails>> find, CancellationToken cancellationToken)
    {
        var first = ExitCode.Success;
        foreach (var model in models)
        {
            if (cancellationToken.IsCancellationRequested)
                return ExitCode.Cancelled;
            var code = await OneAsync(model, find, cancellationToken);
            first = first == ExitCode.Success ? code : first;
        }

        return first;
    }

    private async Task<ExitCode> OneAsync(ManifestModel model, Func<ManifestImage, Task<ImageDetails>> find, CancellationToken cancellationToken)
    {
        try
        {
            var image = run.Manifest.Find(model.Key) ?? throw FairleadException.Usage($"the model '{model.Key}' has no image in the manifest", "./build.sh --target=BuildImages");
            var record = await new ModelRun(run, terminal, time).RunAsync(model, image, await find(image), cancellationToken);
            terminal.Progress($"{model.Key}: rank {run.Topology.Rank}: {record.Verdict.Kind.ToString().ToLowerInvariant()}: {record.Verdict.Reason}");
            return record.Verdict.Kind != VerdictKind.Failure ? ExitCode.Success : cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.JobFailed;
        }
        catch (FairleadException exception)
        {
            terminal.Progress($"{model.Key}: rank {run.Topology.Rank}: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
