using Cake.Common.Tools.DotNet;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Format the code")]
public sealed class Format : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) => context.DotNetFormat(ProjectPaths.Solution);
}
