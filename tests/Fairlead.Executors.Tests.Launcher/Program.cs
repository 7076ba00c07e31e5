using System.Collections.Immutable;
using System.Diagnostics;
using Fairlead.Executors;
using Fairlead.Executors.Docker;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Local;
using Fairlead.Executors.Remote;
using Fairlead.Executors.Slurm;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Slurm;

// Submits one request and, when told to, dies by SIGKILL right after a step: RUNS-ROOT REQUEST ARCHIVE [STEP [JOB-DIRECTORY]]
var request = JobRequestJson.Read(await File.ReadAllTextAsync(args[1]));
var payload = new Payload(args[2], ImmutableSortedDictionary<string, Materialise>.Empty, ImmutableSortedDictionary<string, string>.Empty);
SubmitStep? fatal = args is [_, _, _, { Length: > 0 } step, ..] ? Enum.Parse<SubmitStep>(step) : null;
var (executor, target) = request.Docker is { } docker
    ? ((IExecutor)new DockerExecutor(TimeProvider.System), new SubmitTarget("box", Engine: new DockerSite(docker.Client, Environment.GetEnvironmentVariable("DOCKER_HOST"))))
    : args is [.., _, _, _, _, var directory]
    ? (new SlurmExecutor(_ => new LocalHost(), TimeProvider.System), new SubmitTarget("cluster", new SlurmSite(directory)))
    : (new LocalExecutor(TimeProvider.System), new SubmitTarget("local"));
var submitter = new Submitter(new RunLedger(args[0], TimeProvider.System), executor, TimeProvider.System);
await submitter.SubmitAsync(request, target, payload, resubmit: false, new DieAfter(fatal), CancellationToken.None);

internal sealed class DieAfter(SubmitStep? fatal) : IProgress<SubmitStep>
{
    public void Report(SubmitStep value)
    {
        if (value == fatal)
            Process.GetCurrentProcess().Kill();
    }
}
