using Cake.Core;
using Fairlead.Build.Hosting;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Build;

/// <summary>What every task gets: the command line, read once, and the pipeline that acts on it.</summary>
public sealed class FairleadContext(ICakeContext context, PipelineOptions options, IPipeline pipeline, Terminal terminal, Interruption interruption)
    : FrostingContext(context)
{
    public PipelineOptions Options => options;

    public IPipeline Pipeline => pipeline;

    public Terminal Terminal => terminal;

    /// <summary>Cancelled by Ctrl-C and by SIGTERM.</summary>
    public CancellationToken Cancellation => interruption.Token;
}
