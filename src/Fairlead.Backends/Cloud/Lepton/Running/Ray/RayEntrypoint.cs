using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>The shell line with which a Ray job brings its files to the driver and starts it. A cluster's pods may be older than the job: nothing is expected of their environment. A job that fails ends its whole process group, so no shell of Ray's stays there to be ended first.</summary>
internal static class RayEntrypoint
{
    /// <param name="variables">Small: the files are on the volume.</param>
    public static string Of(ImmutableSortedDictionary<string, string> variables) =>
        $"exec env {ShellWord.QuoteAll(variables.SetItem("FAIRLEAD_NODES", "1").Select(variable => $"{variable.Key}={variable.Value}"))} /bin/sh -c {ShellWord.Quote(PodBootstrap.Script)}";
}
