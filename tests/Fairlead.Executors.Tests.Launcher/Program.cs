using System.Collections.Immutable;
using System.Diagnostics;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Local;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;

// Submits one request and, when told to, dies by SIGKILL right after a step: RUNS-ROOT REQUEST ARCHIVE [STEP]
var request = JobRequestJson.Read(await File.ReadAllTextAsync(args[1]));
var payload = new Payload(args[2], ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty);
SubmitStep? fatal = args.Length > 3 ? Enum.Parse<SubmitStep>(args[3]) : null;
var submitter = new Submitter(new RunLedger(args[0], TimeProvider.System), new LocalExecutor(TimeProvider.System), TimeProvider.System);
await submitter.SubmitAsync(request, "local", payload, resubmit: false, new DieAfter(fatal), CancellationToken.None);

internal sealed class DieAfter(SubmitStep? fatal) : IProgress<SubmitStep>
{
    public void Report(SubmitStep value)
    {
        if (value == fatal)
            Process.GetCurrentProcess().Kill();
    }
}
