namespace Fairlead.Pipeline.Arguments;

/// <summary>Cake's levels, and its names for them.</summary>
public enum Verbosity
{
    Quiet,
    Minimal,
    Normal,
    Verbose,
    Diagnostic,
}
