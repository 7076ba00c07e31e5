using Fairlead.Primitives;

namespace Fairlead.Testing;

public static class ProcessResultLines
{
    public static string[] Lines(this ProcessResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
