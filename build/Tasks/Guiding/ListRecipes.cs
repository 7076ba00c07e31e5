namespace Fairlead.Build.Tasks.Guiding;

[TaskDescription("List the recipes")]
public sealed class ListRecipes : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.Pipeline.ListRecipes();
}
