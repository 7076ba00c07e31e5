using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Runs.Ledger;

/// <summary>The folder of runs: one folder each, named by the run's id.</summary>
public sealed class RunLedger(string root, BackendMap backends, TimeProvider time)
{
    public string Root => root;

    public Task<RunLock> LockAsync(string name, CancellationToken cancellationToken) =>
        RunLock.AcquireAsync(Path.Combine(root, ".locks", name), time, cancellationToken);

    /// <summary>All runs that can be read, oldest first.</summary>
    public IReadOnlyList<Run> List() => Read().Runs;

    /// <summary>Everything in the ledger: a record that cannot be read does not hide the others.</summary>
    public LedgerContents Read()
    {
        var runs = new List<Run>();
        var damaged = new List<string>();
        foreach (var directory in Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
        {
            try
            {
                if (RunRecord.IsIn(directory))
                    runs.Add(RunRecord.Read(directory, backends));
            }
            catch (FairleadException exception)
            {
                damaged.Add(exception.Message);
            }
        }

        return new LedgerContents([.. runs.OrderBy(run => run.Created).ThenBy(run => run.Id, StringComparer.Ordinal)], damaged);
    }

    /// <summary>The latest attempt at a request, or null. Earlier ones may have been removed.</summary>
    public Run? Latest(string name) => (Directory.Exists(root) ? Directory.EnumerateDirectories(root, $"{name}*") : [])
        .Select(folder => TryRead(Path.GetFileName(folder)))
        .Where(run => run?.Name == name)
        .MaxBy(run => run!.Attempt);

    /// <summary>The run with this id, or with the only id that starts so; without an id, the newest run.</summary>
    /// <exception cref="FairleadException">There is no such run, or more than one.</exception>
    public Run Get(string? id)
    {
        var (runs, damaged) = Read();
        if (id is null)
            return runs.Count > 0 ? runs[^1] : throw (damaged.Count > 0
                ? new FairleadException(ExitCode.Unclear, $"none of the runs in {root} can be read: {string.Join("; ", damaged)}", "look at what their folders hold")
                : FairleadException.Usage($"no run yet in {root}", "./build.sh --target=SubmitSft"));
        var matches = runs.Where(run => run.Id == id).DefaultIfEmpty().ToList() is [{ } exact]
            ? [exact]
            : runs.Where(run => run.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return matches switch
        {
            [var run] => run,
            [] => throw FairleadException.Usage($"no run '{id}' in {root}.{Suggest.DidYouMean(id, runs.Select(run => run.Id))}", "./build.sh --target=Runs"),
            _ => throw FairleadException.Usage($"'{id}' begins {matches.Count} runs: {string.Join(", ", matches.Select(run => run.Id))}", "give more of the id"),
        };
    }

    /// <summary>Records the intent to submit, with the request that will be sent.</summary>
    public Run Begin(JobRequest request, SubmitTarget target, int attempt)
    {
        var id = Run.IdOf(request.Name, attempt);
        var run = new Run
        {
            Id = id,
            Name = request.Name,
            Attempt = attempt,
            Recipe = request.Recipe,
            Config = request.Config,
            Profile = target.Profile,
            Executor = request.Executor,
            Site = target.Site,
            Created = time.GetUtcNow(),
            Directory = Path.Combine(root, id),
            Sent = new Lazy<JobRequest>(request),
        };
        PrivateFolder.Create(run.Directory);
        AtomicFile.Write(run.RequestFile, JobRequestJson.Write(request), AtomicFile.Private);
        return Save(run);
    }

    public static Run Save(Run run)
    {
        RunRecord.Write(run);
        return run;
    }

    /// <summary>Forgets a run and everything in its folder. The folder leaves the ledger in one step, whole.</summary>
    public void Remove(Run run)
    {
        var doomed = Path.Combine(root, ".removed", $"{run.Id}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.GetDirectoryName(doomed)!);
        Directory.Move(run.Directory, doomed);
        Directory.Delete(doomed, recursive: true);
    }

    private Run? TryRead(string id) =>
        Path.Combine(root, id) is var directory && RunRecord.IsIn(directory) ? RunRecord.Read(directory, backends) : null;
}
