namespace Fairlead.Runs;

/// <summary>How states are written for people and programs.</summary>
public static class RunStates
{
    public static string Name(this RunState state) => state.ToString().ToLowerInvariant();
}
