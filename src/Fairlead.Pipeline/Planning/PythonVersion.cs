using Fairlead.Primitives;

namespace Fairlead.Pipeline.Planning;

/// <summary>Which interpreter a name leads to: what preparation makes depends on it.</summary>
internal static class PythonVersion
{
    /// <exception cref="FairleadException">There is no such interpreter.</exception>
    public static async Task<string> OfAsync(string python, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ChildProcess.RunAsync(python, ["--version"], cancellationToken: cancellationToken);
            return result.Succeeded ? result.Output.Trim() : throw Unusable($"exited with code {result.ExitCode}: {result.Error.Trim()}");
        }
        catch (FairleadException exception) when (exception.ExitCode == ExitCode.StageFailed)
        {
            throw Unusable(exception.Problem);
        }

        FairleadException Unusable(string why) => FairleadException.Usage($"'{python} --version': {why}", "install Python 3, or name an interpreter with --set=env.python=...");
    }
}
