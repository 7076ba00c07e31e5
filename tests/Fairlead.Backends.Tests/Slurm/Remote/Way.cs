namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>The ways to a host, which differ in nothing that a caller can see.</summary>
public enum Way
{
    Local,
    OpenSsh,
    Builtin,
}
