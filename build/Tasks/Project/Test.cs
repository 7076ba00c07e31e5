using Cake.Common;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Test;
using Fairlead.Pipeline.Project;
using Fairlead.Primitives;

namespace Fairlead.Build.Tasks.Project;

[TaskDescription("Build and run all tests")]
public sealed class Test : FrostingTask<FairleadContext>
{
    public override void Run(FairleadContext context)
    {
        var exitCode = 0;
        context.CleanDirectory(ProjectPaths.TestResults);
        context.DotNetTest(ProjectPaths.Solution, new DotNetTestSettings
        {
            Configuration = ProjectPaths.Configuration,
            Loggers = ["trx"],
            HandleExitCode = code =>
            {
                exitCode = code;
                return true;
            },
        });
        var count = TestResults.SumIn(context.MakeAbsolute(context.Directory(ProjectPaths.TestResults)).FullPath);
        context.Terminal.Result(count.ToString());
        var skipsAllowed = context.EnvironmentVariable("FAIRLEAD_REQUIRE_SERVICES") != "1";
        if (TestResults.Objection(count, exitCode, skipsAllowed) is { } objection)
            throw FairleadException.Stage(objection);
    }
}
