using System.Collections.Concurrent;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Planning;

/// <summary>Which interpreter a name leads to, asked once for each: what preparation makes depends on it.</summary>
internal sealed class PythonVersions
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> asked = new(StringComparer.Ordinal);

    /// <exception cref="FairleadException">There is no such interpreter.</exception>
    public Task<string> OfAsync(string python, CancellationToken cancellationToken) =>
        asked.GetOrAdd(python, name => new(() => AskAsync(name))).Value.WaitAsync(cancellationToken);

    private static async Task<string> AskAsync(string python)
    {
        try
        {
            var result = await ChildProcess.RunAsync(python, ["--version"]);
            return result.Succeeded ? result.Output.Trim() : throw Unusable($"exited with code {result.ExitCode}: {result.Error.Trim()}");
        }
        catch (FairleadException exception) when (exception.ExitCode == ExitCode.StageFailed)
        {
            throw Unusable(exception.Problem);
        }

        FairleadException Unusable(string why) => FairleadException.Usage($"'{python} --version': {why}", "install Python 3, or name an interpreter with --set=env.python=...");
    }
}
