using Cake.Core;
using Fairlead.Build.Hosting;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Build;

/// <summary>What every task gets: the command line, read once, and the pipeline that acts on it.</summary>
public sealed class FairleadContext(ICakeContext context, PipelineOptions options, RecipePipeline pipeline, Terminal terminal, Interruption interruption)
    : FrostingContext(context)
{
    public PipelineOptions Options => options;

    public RecipePipeline Pipeline => pipeline;

    /// <summary>Whether the task was asked for by name, rather than run as a step towards another.</summary>
    public bool AsksFor(IFrostingTask task) => TaskCatalogue.AsksFor(options, task);

    public Terminal Terminal => terminal;

    /// <summary>Cancelled by Ctrl-C and by SIGTERM.</summary>
    public CancellationToken Cancellation => interruption.Token;
}
