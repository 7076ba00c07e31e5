namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Stop them, with all their jobs")]
public sealed class StopEmulator : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) => context.Pipeline.StopEmulatorAsync(context.Cancellation);
}
