using Fairlead.Primitives;

namespace Fairlead.Sources.Tests;

/// <summary>The programs that our archives must get along with.</summary>
internal static class Tools
{
    /// <summary>Runs to the end and insists on success.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var result = ChildProcess.RunAsync(program, arguments, cancellationToken: limit.Token).GetAwaiter().GetResult();
        Assert.That(result.ExitCode, Is.Zero, $"{program} {ShellWord.QuoteAll(arguments)}: {result.Error}");
        return result.Output;
    }
}
