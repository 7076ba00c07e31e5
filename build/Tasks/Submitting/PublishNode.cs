namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Build the program of compute nodes and print where it is")]
public sealed class PublishNode : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.PublishNodeAsync(context.AsksFor(this), context.Cancellation);
}
