using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Measure speed, beside the peer commands")]
public sealed class Benchmark : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context) =>
        context.DotNetRun(ProjectPaths.Benchmarks, new DotNetRunSettings { Configuration = ProjectPaths.Configuration });
}
