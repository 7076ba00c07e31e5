using System.Text.Json.Nodes;
using Fairlead.Backends;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;

namespace Fairlead.Pipeline.Runs;

/// <summary>Has a job's image on its cluster as a squash file.</summary>
internal sealed class SquashCommand(PipelineOptions options, BackendMap backends, Terminal terminal)
{
    /// <exception cref="FairleadException">The job's nodes run no squash files, it needs no image, or the import fails.</exception>
    public async Task RunAsync(ResolvedJob job, CancellationToken cancellationToken)
    {
        if (backends.Of(job.Executor) is not ISquashesImages cluster)
        {
            var able = string.Join(" and ", backends.All.Where(backend => backend is ISquashesImages).Select(backend => backend.Name));
            throw FairleadException.Usage($"squash files are for {able}; profile {job.Profile} has the executor {job.Executor}", "choose a profile with --profile=NAME");
        }

        var squashed = await cluster.SquashAsync(job, again: options.NoCache, cancellationToken);
        terminal.Progress($"{(squashed.Made ? "ran" : "hit")}  squash  {job.ContainerImage}  {squashed.Bytes} bytes");
        terminal.Result(options.Json ? CanonicalJson.Write(ToJson(squashed), indented: true) : squashed.Path);
    }

    private static JsonObject ToJson(SquashedImage squashed) => new() { ["path"] = squashed.Path, ["bytes"] = squashed.Bytes, ["made"] = squashed.Made };
}
