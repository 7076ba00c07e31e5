using System.Text;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>How a script on a remote host ended and what it printed.</summary>
public sealed record RemoteResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output.Span);
}
