namespace Fairlead.Build.Tasks.Guiding;

[TaskDescription("Write a profile to fill in")]
public sealed class InitProfile : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.InitProfile();
}
