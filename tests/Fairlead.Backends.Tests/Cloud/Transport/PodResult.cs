using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Cloud.Transport;

/// <summary>How a pod ended, and what it said.</summary>
internal sealed record PodResult(int ExitCode, string Output)
{
    public PodResult(ProcessResult result)
        : this(result.ExitCode, result.Output + result.Error)
    {
    }

    /// <summary>How often a line with these words is there.</summary>
    public int Count(string words) => Output.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));
}
