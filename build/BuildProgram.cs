using Cake.Core;
using Cake.Core.Diagnostics;
using Fairlead.Build.Hosting;
using Fairlead.Pipeline;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Build;

/// <summary>Puts the build program together; everything here works on our host and on the genuine one alike.</summary>
internal static class BuildProgram
{
    /// <returns>The exit code of the process.</returns>
    /// <exception cref="FairleadException">The options cannot be honoured; nothing has run.</exception>
    public static int Run(PipelineOptions options, Terminal terminal)
    {
        if (options.Version)
        {
            terminal.Result($"fairlead {typeof(BuildProgram).Assembly.GetName().Version?.ToString(fieldCount: 3)}");
            return (int)ExitCode.Success;
        }

        var root = ProjectRoot.Locate(options.WorkingDirectory);
        var pipeline = new RecipePipeline(options, root.Path, terminal);
        if (TaskCatalogue.BeginsWithRecipes(options))
            pipeline.ReadAhead();
        var outcome = new Outcome();
        using var interruption = new Interruption();
        var exitCode = new CakeHost()
            .UseContext<FairleadContext>()
            .UseLifetime<OutcomeLifetime>()
            .UseWorkingDirectory(root.Path)
            .ConfigureServices(services => services
                .AddSingleton(options)
                .AddSingleton(terminal)
                .AddSingleton(root)
                .AddSingleton(outcome)
                .AddSingleton(interruption)
                .AddSingleton(pipeline)
                .AddSingleton<ICakeLog>(new StreamLog(options.DryRun ? terminal.Out : terminal.Error))
                .AddSingleton<ICakeReportPrinter, LoggedReport>())
            .Run(CakeCommandLine.From(options));
        return outcome.ExitCode(exitCode);
    }
}
