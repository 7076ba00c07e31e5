using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Pipeline.Runs;

/// <summary>Life after submission: runs, their states, their logs, their end and their results.</summary>
internal sealed class RunCommands(PipelineOptions options, PipelineFolders folders, BackendMap backends, Terminal terminal, TimeProvider time)
{
    private readonly RunLedger ledger = new(folders.Runs, backends, time);
    private readonly RunStatuses statuses = new(backends, words => Warn(terminal, words));

    public async Task ListAsync(CancellationToken cancellationToken)
    {
        var contents = ledger.Read();
        foreach (var damage in contents.Damaged)
            Warn(terminal, damage);
        var runs = await statuses.OfAsync(contents.Runs, cancellationToken);
        if (options.Json)
            terminal.Result(RunText.Json(runs));
        else if (runs.Count == 0)
            terminal.Progress($"no run yet in {folders.Runs}");
        else
            Print(RunText.Table(runs));
    }

    /// <summary>One run when it is named, else every run that has not ended, else the newest.</summary>
    public async Task ShowStatusAsync(CancellationToken cancellationToken)
    {
        var open = options.Run is null ? ledger.List().Where(run => run.Final is null).ToList() : [];
        IReadOnlyList<Run> runs = open.Count > 0 ? open : [ledger.Get(options.Run)];
        var known = await statuses.OfAsync(runs, cancellationToken);
        if (options.Json)
            terminal.Result(RunText.Json(known));
        else
            Print(known.Select(RunText.Line));
    }

    public async Task ShowLogsAsync(CancellationToken cancellationToken)
    {
        var run = ledger.Get(options.Run);
        var query = new LogQuery(options.Tail, options.Follow, options.Since is { } since ? time.GetUtcNow() - since : null, options.Rank);
        var bars = new ProgressBars(terminal.IsResultWatched, time);
        await foreach (var line in backends.For(run).ReadLogsAsync(run, query, cancellationToken).Where(bars.Shows))
            terminal.Result(options.Json ? RunText.Json(line) : line.ToString());
        if (!options.Follow)
            return;
        var known = await statuses.OfAsync(run, cancellationToken);
        terminal.Progress(RunText.Line(known));
        Verdict.Require(run, known.Status, folders);
    }

    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        var known = await EndAsync(ledger.Get(options.Run), cancellationToken);
        terminal.Result(options.Json ? RunText.Json([known]) : RunText.Line(known));
    }

    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var known = await statuses.OfAsync(ledger.Get(options.Run), cancellationToken);
        if (!known.Status.IsFinal)
            throw FairleadException.Usage($"run {known.Run.Id} is {known.Status.State.Name()}: its results are not complete", $"{FollowUp.Command("Logs", known.Run, folders)} --follow");
        if (await backends.For(known.Run).CollectAsync(known.Run, cancellationToken) is { } elsewhere)
            throw FairleadException.Stage($"the output of run {known.Run.Id} cannot be brought here: {elsewhere}");
        var results = JobResults.ReadFrom(known.Run);
        if (options.Json)
        {
            terminal.Result(RunText.Json(known, results));
            return;
        }

        terminal.Result(RunText.Line(known));
        if (results?.Summary is { } summary)
            terminal.Result(summary);
        Print(OutputFiles(known));
    }

    private async Task<KnownRun> EndAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            using var _ = await ledger.LockAsync(run.Name, cancellationToken);

            // Whoever held the lock may have submitted the run meanwhile; if not, it never will be, and --resubmit makes another.
            run = ledger.Get(run.Id);
            await backends.For(run).CancelAsync(run, cancellationToken);
            if (run.BackendId is null)
                run = RunLedger.Save(run with { BackendId = await backends.For(run).FindAsync(run, cancellationToken), Final = null });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var seen = await statuses.OfAsync(run, cancellationToken);
            return seen.Status.IsFinal
                ? seen
                : throw new FairleadException(ExitCode.Unclear, $"run {run.Id} is {seen.Status.State.Name()}, and cannot be cancelled from a ledger that cannot be written: {exception.Message}", $"make {ledger.Root} writable", exception);
        }

        return await statuses.OfAsync(run, cancellationToken);
    }

    private static void Warn(Terminal terminal, string words) => terminal.Progress($"warning: {words}");

    private static IEnumerable<string> OutputFiles(KnownRun known) => (Directory.Exists(known.Run.OutputDirectory), known.Status.State) switch
    {
        (true, _) => Directory.EnumerateFiles(known.Run.OutputDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{new FileInfo(file).Length,12}  {file}"),
        (false, RunState.Cancelled) => [],
        _ => throw FairleadException.Stage($"expected the output of run {known.Run.Id} in {known.Run.OutputDirectory}, found no such folder", "submit again with --resubmit"),
    };

    private void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            terminal.Result(line);
    }
}
