using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Local.Running;

/// <summary>Starts the launch script in a session of its own and waits for its word that the job is claimed.</summary>
internal static class LocalStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Cannot be cancelled: a job must not start without somebody who knows that it has.</summary>
    public static async Task StartAsync(RunFolder directory, JobRequest request)
    {
        using var process = ChildProcess.Start("setsid", ["--fork", "sh", directory.LaunchScript], directory.Root, EnvironmentOf(directory, request));
        using var patience = new CancellationTokenSource(Patience);
        process.StandardInput.Close();
        try
        {
            if (await process.StandardOutput.ReadLineAsync(patience.Token) is null)
                throw new FairleadException(
                    ExitCode.SubmissionRefused,
                    $"the launch script did not start: {(await process.StandardError.ReadToEndAsync(patience.Token)).Trim()}",
                    "correct that, then run the same command again");
        }
        catch (OperationCanceledException exception)
        {
            throw new FairleadException(
                ExitCode.Unclear,
                $"the launch script has given no sign of life for {Patience.TotalSeconds} s",
                "run the same command again: it finds the job if that has started after all",
                exception);
        }
    }

    private static Dictionary<string, string> EnvironmentOf(RunFolder directory, JobRequest request)
    {
        var variables = new Dictionary<string, string>
        {
            [ProcessesOfRuns.Variable] = directory.Root,
            ["MASTER_PORT"] = FreePort.Find().ToString(CultureInfo.InvariantCulture),
        };
        foreach (var slot in request.Artifacts.Keys)
            variables[$"FAIRLEAD_ARTIFACT_{slot.ToUpperInvariant()}"] = Path.Combine(directory.Artifacts, slot);
        foreach (var (name, reference) in request.Secrets)
            variables[name] = SecretValue.Resolve(name, reference).Reveal();
        return variables;
    }
}
