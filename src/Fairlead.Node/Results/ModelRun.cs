using System.Collections.Immutable;
using System.Security.Cryptography;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.Containers;
using Fairlead.Node.Containers.Running;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Runs one model on this rank, from the plan of its container to the record of how it fared.</summary>
internal sealed class ModelRun(RankRun run, Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan CopyPatience = TimeSpan.FromMinutes(5);

    private int Rank => run.Topology.Rank;

    /// <summary>Plans it; nothing is done.</summary>
    /// <exception cref="FairleadException">Something in the manifest, the card or the job's environment cannot be done.</exception>
    public PlannedContainer Plan(ManifestModel model, ManifestImage image, string imageId) => PlannedContainer.Of(
        new ContainerRequest(run.Of(model, image), run.Topology, imageId, run.Workspace, run.Folders.Helpers(model.Key, Rank), $"{LibC.EffectiveUser()}:{LibC.EffectiveGroup()}") { Folder = run.Folders.Root, Client = run.Engine.Client, Hosts = run.Hosts },
        $"[fairlead {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}]",
        path => File.Exists(path) || Directory.Exists(path));

    /// <param name="found">The image as this node's engine has it.</param>
    /// <returns>What it has written down beside the results.</returns>
    /// <exception cref="FairleadException">The model cannot be run; the record says so too.</exception>
    public async Task<RankRecord> RunAsync(ManifestModel model, ManifestImage image, ImageDetails found, CancellationToken cancellationToken)
    {
        var folder = run.Folders.Rank(model.Key, Rank);
        try
        {
            var record = IsSkipped(Settings.Of(run.Of(model, image).Read().Declared))
                ? new RankRecord(Rank, Verdict.Skipped, Architecture: run.Node.Architecture)
                : await RunAsync(model, Plan(model, image, found.ById), folder, cancellationToken);
            record.Write(folder);
            return record;
        }
        catch (FairleadException exception)
        {
            new RankRecord(Rank, new Verdict(VerdictKind.Failure, exception.Problem)).Write(folder);
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Stage($"the job's folder {run.Folders.Root} cannot be written: {exception.Message}", "free space there, or let this user write", exception);
        }
    }

    private async Task<RankRecord> RunAsync(ManifestModel model, PlannedContainer planned, string folder, CancellationToken cancellationToken)
    {
        foreach (var note in planned.Notes)
            terminal.Progress($"note: {model.Key}: {note}");
        var helpers = run.Folders.Helpers(model.Key, Rank);
        Directory.CreateDirectory(helpers);
        foreach (var (name, text) in planned.Files)
            AtomicFile.Write(Path.Combine(helpers, name), text);
        var before = FilesOf(planned).Now;
        Belongings.Write(helpers, before);
        using var log = new RankLog(run.Folders.Log(Rank), terminal);
        var start = log.Length;
        var end = await new ContainerRun(run.Engine, log, time).RunAsync(
            planned,
            run.TimeoutOf(planned.Settings),
            run.Folders.Diagnostics(model.Key, Rank),
            ["/run_logs", run.RunLogs, planned.Plan.WorkFolder],
            container => StageAsync(container, FilesOf(planned, before), folder),
            cancellationToken);
        var facts = await LogFacts.ReadAsync(log.Path, start, planned.Mark, planned.Settings, CancellationToken.None);
        return new RankRecord(Rank, VerdictOf(end, facts, planned, folder), end.Duration.TotalSeconds, planned.Gpus.Length, run.Node.Architecture, facts.Metric);
    }

    private ResultFiles FilesOf(PlannedContainer planned, ImmutableDictionary<string, FileStamp>? before = null) =>
        new(run.Workspace, planned.Command.Folder, planned.Settings.Text("multiple_results"), before);

    private Verdict VerdictOf(ContainerEnd end, LogFacts facts, PlannedContainer planned, string folder)
    {
        var isMeasured = !planned.Plan.Variables.GetValueOrDefault("MAD_COLLECT_METRICS", "").Equals("false", StringComparison.OrdinalIgnoreCase);
        var table = planned.Settings.Text("multiple_results") is { } name && Path.Combine(folder, Path.GetFileName(name)) is var path && File.Exists(path) ? ResultCandidate.Read(path, Rank).Table : ResultTable.Empty;
        return Verdict.Of(end, facts.Metric is not null || table.Values > 0, facts.Error, isMeasured, run.Topology.IsAlone);
    }

    private bool IsSkipped(Settings settings) =>
        run.Node.Architecture is { } architecture && (settings.Text("skip_gpu_arch") ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(architecture, StringComparer.OrdinalIgnoreCase);

    // On success and on failure, before the container goes: some of it is there alone.
    private async Task StageAsync(string container, ResultFiles files, string folder)
    {
        // Beside the results, where there is room for them.
        var taken = Directory.CreateDirectory($"{folder}.taken");
        try
        {
            using var limit = new CancellationTokenSource(CopyPatience, time);
            var copied = await run.Engine.TryAsync(["cp", $"{container}:{run.RunLogs}/.", taken.FullName], limit.Token);
            foreach (var fault in files.Stage(folder, copied.Succeeded ? taken.FullName : null))
                terminal.Progress($"note: {fault}");
        }
        catch (OperationCanceledException)
        {
            terminal.Progress($"note: {run.RunLogs} could not be taken out of the container in {CopyPatience.TotalMinutes} minutes");
            files.Stage(folder);
        }
        finally
        {
            taken.Delete(recursive: true);
        }
    }
}
