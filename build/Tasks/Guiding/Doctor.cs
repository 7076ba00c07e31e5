namespace Fairlead.Build.Tasks.Guiding;

[TaskDescription("Check this machine, and say what to fix")]
public sealed class Doctor : AsyncFrostingTask<FairleadContext>
{
    public override Task RunAsync(FairleadContext context) =>
        context.Pipeline.DiagnoseAsync(context.Cancellation);
}
