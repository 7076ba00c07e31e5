namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Start emulated clouds on this machine")]
public sealed class StartEmulator : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) => context.Pipeline.StartEmulatorAsync(context.Cancellation);
}
