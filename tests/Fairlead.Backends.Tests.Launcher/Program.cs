using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Fairlead.Backends;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

// Submits one request and, when told to, dies by SIGKILL right after a step: RUNS-ROOT REQUEST ARCHIVE SITE [STEP]. The site is JSON, or nothing.
var backends = KnownBackends.All(TimeProvider.System);
var request = JobRequestJson.Read(await File.ReadAllTextAsync(args[1]), args[1], backends);
var backend = backends.Of(request.Executor);
var site = args[3].Length > 0 ? (BackendSite?)JsonSerializer.Deserialize(args[3], backend.SiteFormat!) : null;
var payload = new Payload(args[2], ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty);
IProgress<SubmitStep> progress = args is [_, _, _, _, var fatal] ? new DieAfter(Enum.Parse<SubmitStep>(fatal)) : new Progress<SubmitStep>();
var submitter = new Submitter(new RunLedger(args[0], backends, TimeProvider.System), backend.Executor, TimeProvider.System) { Progress = progress };
try
{
    await submitter.SubmitAsync(request, new SubmitTarget(request.Executor, site), payload, resubmit: false, CancellationToken.None);
    return 0;
}
catch (FairleadException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return (int)exception.ExitCode;
}

internal sealed class DieAfter(SubmitStep fatal) : IProgress<SubmitStep>
{
    public void Report(SubmitStep value)
    {
        if (value == fatal)
            Process.GetCurrentProcess().Kill();
    }
}
