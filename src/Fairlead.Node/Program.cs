using System.Reflection;
using Fairlead.Node.Verbs;
using Fairlead.Primitives;

namespace Fairlead.Node;

/// <summary>What a compute node does for a job of several nodes.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            return (int)await RunAsync(arguments, Terminal.OfProcess);
        }
        catch (FairleadException exception)
        {
            await Console.Error.WriteLineAsync($"fairlead-node: {exception.Message}");
            return (int)exception.ExitCode;
        }
    }

    // Nothing but its own assembly is touched before a verb runs: schedulers' probes ask for the version on every node.
    private static async Task<ExitCode> RunAsync(string[] arguments, Terminal terminal)
    {
        switch (arguments)
        {
            case ["--version"]:
                terminal.Result($"fairlead-node {typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}");
                return ExitCode.Success;
            case ["--help"] or ["-h"]:
                terminal.Result(Help.Text);
                return ExitCode.Success;
            case [var name, .. var options]:
                var verb = VerbTable.All.FirstOrDefault(verb => verb.Name == name)
                    ?? throw FairleadException.Usage($"expected a verb, found '{name}'.{Suggest.DidYouMean(name, VerbTable.All.Select(verb => verb.Name))}", "fairlead-node --help");
                using (var signals = new EndSignals())
                    return await verb.RunAsync(VerbArguments.Read(verb, options), terminal, signals.Ended);
            default:
                throw FairleadException.Usage("expected a verb, found nothing", "fairlead-node --help");
        }
    }
}
