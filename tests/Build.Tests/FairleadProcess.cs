using Fairlead.Primitives;

namespace Fairlead.Build.Tests;

/// <summary>The build program as users start it, in a process of its own.</summary>
internal static class FairleadProcess
{
    private static readonly Dictionary<string, string> Plain = new() { ["NO_COLOR"] = "1" };

    public static Task<ProcessResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Fairlead.Build.dll"), .. arguments], environment: Plain);
}
