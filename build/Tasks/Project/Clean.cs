using Cake.Common.IO;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Remove build output; caches and runs stay")]
public sealed class Clean : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.CleanDirectories([ProjectPaths.BuildOutput, ProjectPaths.IntermediateOutput, ProjectPaths.TestResults]);
}
