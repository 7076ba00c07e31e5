using Fairlead.Emulators.Serving;
using Fairlead.Primitives;

namespace Fairlead.Emulators;

/// <summary>Serves the emulated control planes until it is ended or nobody has used them for half an hour.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            var options = ServingOptions.Read(arguments);
            using var signals = new EndSignals();
            await EmulatorServing.RunAsync(options, signals.Ended);
            return (int)ExitCode.Success;
        }
        catch (FairleadException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return (int)exception.ExitCode;
        }
    }
}
