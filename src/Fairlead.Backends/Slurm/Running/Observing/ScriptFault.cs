using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>A script that did not do what it is there for: in the host's own words.</summary>
internal static class ScriptFault
{
    public static FairleadException Of(IRemoteHost host, string wanted, RemoteResult result) =>
        new(ExitCode.Unclear, $"expected {wanted} from {host.Name}, found exit code {result.ExitCode}: {result.Error.Trim()}", "look at that machine, then run the same command again");
}
