using Cake.Core;
using Fairlead.Build.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Build.Tests.Host;

/// <summary>What a run of the sample tasks left behind.</summary>
/// <param name="HostsExitCode">What the host made of it.</param>
/// <param name="ExitCode">What the process would end with.</param>
internal sealed record SampleRun(int HostsExitCode, int ExitCode, IReadOnlyList<string> Events, string Console);

internal static class SampleProgram
{
    public static SampleRun Run(params string[] arguments)
    {
        var (events, outcome, console) = (new Events(), new Outcome(), new FakeConsole());
        var exitCode = new CakeHost()
            .AddAssembly(typeof(SampleProgram).Assembly)
            .UseContext<SampleContext>()
            .UseLifetime<SampleLifetime>()
            .UseTaskLifetime<SampleTaskLifetime>()
            .UseCakeSetting("Colour", "green")
            .ConfigureServices(services => services
                .AddSingleton(events)
                .AddSingleton(outcome)
                .AddSingleton<IConsole>(console))
            .Run(arguments);
        return new SampleRun(exitCode, outcome.ExitCode(exitCode), events.All, console.Text);
    }
}
