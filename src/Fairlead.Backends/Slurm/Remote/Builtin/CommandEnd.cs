using Renci.SshNet;
using Renci.SshNet.Common;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>What a command exited with, as a shell would say it.</summary>
internal static class CommandEnd
{
    private const int Signalled = 128;
    private static readonly Dictionary<string, int> Signals = new(StringComparer.Ordinal)
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ILL"] = 4,
        ["ABRT"] = 6,
        ["FPE"] = 8,
        ["KILL"] = 9,
        ["USR1"] = 10,
        ["SEGV"] = 11,
        ["USR2"] = 12,
        ["PIPE"] = 13,
        ["ALRM"] = 14,
        ["TERM"] = 15,
    };

    public static int CodeOf(SshCommand command) => (command.ExitStatus, command.ExitSignal) switch
    {
        ({ } code, _) => code,
        (_, { } signal) => Signalled + Signals.GetValueOrDefault(signal),
        _ => throw new SshConnectionException("the host says no exit code"),
    };
}
