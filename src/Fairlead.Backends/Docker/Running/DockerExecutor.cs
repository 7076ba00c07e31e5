using Fairlead.Backends.Docker.Running.Observing;
using Fairlead.Backends.Docker.Running.Submitting;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Docker.Running;

/// <summary>Runs a job in containers of this machine, one for each node, which their engine supervises.</summary>
public sealed class DockerExecutor(TimeProvider time) : IExecutor
{
    public bool EndsWithLauncher => true;

    public bool KeepsArtifacts => false;

    public bool OrdersRuns => false;

    /// <summary>Null also of a run some of whose containers are not started: submitting it again starts them.</summary>
    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken)
    {
        var known = DockerRunDirectory.Of(run);
        if (known.ReadExit() is not null)
            return DockerContainer.NameOf(run, 0);
        var found = await new DockerContainers(DockerEngines.For(DockerEngines.SiteOf(run))).OfAsync(run.Id, cancellationToken);
        var (home, containers) = RunOnEngine.Of(run, found);
        DockerRunDirectory.Own(run).Follow(home.Root);
        return home.ReadMarks().CancelAsked || (!containers.IsEmpty && !containers.Any(container => container.IsCreated)) ? DockerContainer.NameOf(run, 0) : null;
    }

    public async Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await DockerSubmission.SubmitAsync(delivery, time, cancellationToken);
        return DockerContainer.NameOf(delivery.Run, 0);
    }

    public Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken) =>
        DockerQuery.QueryAsync(runs, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(Run run, LogQuery query, CancellationToken cancellationToken)
    {
        var home = DockerRunDirectory.Of(run);
        var watch = new JobWatch(async token => (await QueryAsync([run], token))[run.Id], time);
        return new RunFolderLogs(home.Layout, time).ReadAsync(query, watch, () => home.HasNews, cancellationToken);
    }

    public Task CancelAsync(Run run, CancellationToken cancellationToken) => DockerCancel.CancelAsync(run, time, cancellationToken);

    public async Task<string?> CollectAsync(Run run, CancellationToken cancellationToken)
    {
        await DockerCollect.CollectAsync(run, cancellationToken);
        return null;
    }
}
