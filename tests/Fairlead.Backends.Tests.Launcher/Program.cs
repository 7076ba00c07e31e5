using System.Collections.Immutable;
using System.Diagnostics;
using Fairlead.Backends;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

// Submits one request and, when told to, dies by SIGKILL right after a step: RUNS-ROOT REQUEST ARCHIVE [STEP [JOB-DIRECTORY]]
var backends = KnownBackends.All(TimeProvider.System);
var request = JobRequestJson.Read(await File.ReadAllTextAsync(args[1]), args[1], backends);
var payload = new Payload(args[2], ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty);
SubmitStep? fatal = args is [_, _, _, { Length: > 0 } step, ..] ? Enum.Parse<SubmitStep>(step) : null;
BackendSite? site = request.Part switch
{
    DockerPart docker => new DockerSite(docker.Client, Environment.GetEnvironmentVariable("DOCKER_HOST")),
    SlurmPart => new SlurmSite(args[4]),
    _ => null,
};
var target = new SubmitTarget(request.Executor, site);
var submitter = new Submitter(new RunLedger(args[0], backends, TimeProvider.System), backends.Of(request.Executor).Executor, TimeProvider.System) { Progress = new DieAfter(fatal) };
await submitter.SubmitAsync(request, target, payload, resubmit: false, CancellationToken.None);

internal sealed class DieAfter(SubmitStep? fatal) : IProgress<SubmitStep>
{
    public void Report(SubmitStep value)
    {
        if (value == fatal)
            Process.GetCurrentProcess().Kill();
    }
}
