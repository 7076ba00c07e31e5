using System.Diagnostics;
using Fairlead.Backends.Tests.Contract;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>Launchers that die at any instant, alone or one of several at once.</summary>
[Category(Attack.Category)]
[TestFixture(Subject.Local, 60)]
[TestFixture(Subject.Docker, 20)]
[TestFixture(Subject.SlurmFromTheLoginNode, 20)]
[TestFixture(Subject.Lepton, 20)]
[TestFixture(Subject.DgxCloud, 20)]
public sealed class KilledLaunchers(Subject backend, int kills) : ContractTest(backend)
{
    private const int MostAtOnce = 8;
    private const int OneInSo = 4;

    // Below this a launcher has not begun.
    private const double Earliest = 0.4;

    private const double Slower = 1.05;

    private readonly string name = $"{backend}";

    [Test]
    public async Task Leave_one_job_that_runs_once()
    {
        var chance = Attack.Chance(name);
        var job = workshop.Job("echo once >>../output/starts");
        var whole = await WholeAsync(Workshop.Another(job, 0));
        var (killed, jobs) = (0, new List<(JobRequest, Payload)>());
        while (killed < kills)
        {
            var another = Workshop.Another(job, jobs.Count + 1);
            jobs.Add(another);
            var together = chance.Next(OneInSo) == 0 ? chance.Next(2, MostAtOnce + 1) : 1;
            var arguments = workshop.Launcher.Arguments(another);
            var slowed = (1 + together) / 2.0;
            var instants = Enumerable.Range(0, together).Select(_ => whole * slowed * (Earliest + (chance.NextDouble() * (1 - Earliest)))).ToList();
            var lives = await Task.WhenAll(instants.Select(instant => LifeAsync(arguments, instant)));
            killed += lives.Count(life => life is null);

            // One that was faster says how fast a launcher is just now.
            whole = lives.OfType<TimeSpan>().Select(life => life / slowed).Append(whole * Slower).Min();
        }

        var runs = new List<Runs.Ledger.Run>();
        foreach (var each in jobs)
            runs.Add((await workshop.SubmitAsync(each)).Run);
        var statuses = await FinalAsync(runs);
        Attack.Tell($"{killed} launchers of {jobs.Count} jobs on {name} were killed within {whole.TotalMilliseconds:0} ms");
        Assert.That(statuses.Values.Select(status => status.State), Has.All.EqualTo(RunState.Succeeded), string.Join('\n', statuses.Values.Select(status => status.Reason)));
        Assert.That(runs.Select(run => File.ReadAllLines(Path.Combine(workshop.FolderOf(run), "output", "starts")).Length), Has.All.EqualTo(1));
        Assert.That(workshop.Ledger.List().Select(run => run.Name), Is.Unique.And.SupersetOf(runs.Select(run => run.Name)));
        foreach (var run in runs)
            Assert.That(await workshop.ProcessesOfAsync(run), Is.Empty);
    }

    private async Task<IReadOnlyDictionary<string, RunStatus>> FinalAsync(IReadOnlyCollection<Runs.Ledger.Run> runs)
    {
        IReadOnlyDictionary<string, RunStatus> statuses = null!;
        await Eventually.HoldsAsync("all jobs are over", async () =>
            (statuses = await workshop.Executor.QueryAsync(runs, CancellationToken.None)).Values.All(status => status.IsFinal));
        return statuses;
    }

    private async Task<TimeSpan> WholeAsync((JobRequest, Payload) job)
    {
        var watch = Stopwatch.StartNew();
        var result = await workshop.Launcher.RunAsync(job);
        Assert.That(result.Succeeded, result.Error);
        return watch.Elapsed;
    }

    /// <returns>How long it lived; null: it was killed.</returns>
    private async Task<TimeSpan?> LifeAsync(string[] arguments, TimeSpan instant)
    {
        using var launcher = ChildProcess.Start(LauncherProgram.File, arguments, environment: workshop.Launcher.Environment);
        var watch = Stopwatch.StartNew();
        launcher.StandardInput.Close();
        using var patience = new CancellationTokenSource(instant);
        try
        {
            await launcher.WaitForExitAsync(patience.Token);
            return watch.Elapsed;
        }
        catch (OperationCanceledException)
        {
            launcher.Kill();
            await launcher.WaitForExitAsync(CancellationToken.None);
            return null;
        }
    }
}
