namespace Fairlead.Build.Tasks.Guiding;

[TaskDescription("Show every setting and what set it")]
public sealed class ShowJob : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.ShowJob();
}
