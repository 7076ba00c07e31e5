namespace Fairlead.Build.Tasks.Guiding;

[TaskDescription("Check env.toml and the recipes")]
public sealed class Validate : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.Validate();
}
