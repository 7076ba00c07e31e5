namespace Fairlead.Executors.Tests.Remote;

/// <summary>The ways to a host, which differ in nothing that a caller can see.</summary>
public enum Way
{
    Local,
    OpenSsh,
    Builtin,
}
