using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

/// <summary>The shell that a pod is.</summary>
internal static class Pod
{
    private const string DefaultShell = "dash";

    public static Task<PodResult> RunAsync(TransportPlan plan, params (string Name, string Value)[] variables) => RunAsync(plan, DefaultShell, variables);

    /// <param name="shell">Its program and arguments, parted by blanks.</param>
    public static async Task<PodResult> RunAsync(TransportPlan plan, string shell, params (string Name, string Value)[] variables)
    {
        var words = shell.Split(' ');
        Service.Require(words[0]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        return new PodResult(await ChildProcess.RunAsync(
            words[0],
            [.. words[1..], "-c", PodBootstrap.Script],
            environment: Environment(plan, variables),
            cancellationToken: limit.Token));
    }

    public static Dictionary<string, string> Environment(TransportPlan plan, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(plan.Variables) { ["HOSTNAME"] = "pod" };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }
}
