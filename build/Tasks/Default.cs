using Fairlead.Build.Hosting;
using Fairlead.Pipeline.Menu;

namespace Fairlead.Build.Tasks;

[TaskDescription("Print the menu")]
public sealed class Default : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) => context.Terminal.Result(MenuText.Render(TaskCatalogue.All));
}
