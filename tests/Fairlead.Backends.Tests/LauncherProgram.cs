using System.Text.Json;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests;

/// <summary>A launcher as a process of its own, which can be killed.</summary>
/// <param name="Ledger">Its root.</param>
/// <param name="Environment">Variables over those of this process.</param>
internal sealed record LauncherProgram(string Ledger, BackendSite? Site, IReadOnlyDictionary<string, string>? Environment = null)
{
    public const string File = "dotnet";

    /// <summary>The command line that submits a job.</summary>
    /// <param name="step">It dies after this.</param>
    public string[] Arguments((JobRequest Request, Payload Payload) job, SubmitStep? step = null)
    {
        var request = Path.Combine(Path.GetDirectoryName(job.Payload.Archive)!, $"{job.Request.Name}.json");
        System.IO.File.WriteAllText(request, JobRequestJson.Write(job.Request));
        var site = Site is null ? "" : JsonSerializer.Serialize(Site, Site.Format);
        string[] arguments = [Path.Combine(TestContext.CurrentContext.TestDirectory, "Fairlead.Backends.Tests.Launcher.dll"), Ledger, request, job.Payload.Archive, site];
        return step is null ? arguments : [.. arguments, $"{step}"];
    }

    public Task<ProcessResult> RunAsync((JobRequest Request, Payload Payload) job, SubmitStep? step = null) =>
        ChildProcess.RunAsync(File, Arguments(job, step), environment: Environment);
}
