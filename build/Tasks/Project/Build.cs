using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Build everything, warnings as errors")]
public sealed class Build : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.DotNetBuild(ProjectPaths.Solution, new DotNetBuildSettings { Configuration = ProjectPaths.Configuration });
}
