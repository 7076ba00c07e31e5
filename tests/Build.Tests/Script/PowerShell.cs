using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Build.Tests.Script;

/// <summary>PowerShell, as the project's tool manifest pins it.</summary>
internal static class PowerShell
{
    private static readonly string Dotnet = Service.Find("dotnet")!;

    // Restored once: two at a time would write the same files.
    private static readonly Lazy<Task<ProcessResult>> Restored = new(() => ChildProcess.RunAsync(Dotnet, ["tool", "restore"], Repository.Root));

    /// <summary>Runs a script. Skips the test where the tool cannot be had; fails it where services are required.</summary>
    public static async Task<ProcessResult> RunAsync(string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var restored = await Restored.Value;
        Service.Require(restored.Succeeded, $"dotnet tool restore: {restored.Error}{restored.Output}");
        return await ChildProcess.RunAsync(Dotnet, ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", script, .. arguments], Repository.Root, environment);
    }
}
