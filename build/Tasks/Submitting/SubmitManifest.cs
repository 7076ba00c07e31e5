namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Run the models of --manifest on a cluster's nodes")]
[IsDependentOn(typeof(PublishNode))]
public sealed class SubmitManifest : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.SubmitManifestAsync(context.Cancellation);
}
