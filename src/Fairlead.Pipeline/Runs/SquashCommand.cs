using System.Text.Json.Nodes;
using Fairlead.Executors.Remote;
using Fairlead.Executors.Slurm;
using Fairlead.Jobs.Slurm;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Pipeline.Runs;

/// <summary>Has a job's image on its cluster as a squash file.</summary>
internal sealed class SquashCommand(PipelineOptions options, RemoteHosts hosts, Terminal terminal)
{
    /// <exception cref="FairleadException">The job is for no Slurm cluster, it needs no image, or the import fails.</exception>
    public async Task RunAsync(ResolvedJob job, CancellationToken cancellationToken)
    {
        if (job.Executor != ExecutorKind.Slurm)
            throw FairleadException.Usage($"squash files are for slurm; profile {job.Profile} has the executor {job.Executor.Name()}", "choose a profile with --profile=NAME");
        if (string.IsNullOrEmpty(job.ContainerImage))
            throw FairleadException.Usage($"profile {job.Profile} runs {job.Recipe.Name} without a container", "set container_image in it, or --set=env.container_image=...");
        var site = SlurmSettings.Of(job).Site;
        var squashed = await new SlurmImages(hosts.For).EnsureAsync(site, job.ContainerImage, again: options.NoCache, cancellationToken);
        terminal.Progress($"{(squashed.Made ? "ran" : "hit")}  squash  {job.ContainerImage}  {squashed.Bytes} bytes");
        terminal.Result(options.Json ? CanonicalJson.Write(ToJson(squashed), indented: true) : squashed.Path);
    }

    private static JsonObject ToJson(SquashedImage squashed) => new() { ["path"] = squashed.Path, ["bytes"] = squashed.Bytes, ["made"] = squashed.Made };
}
