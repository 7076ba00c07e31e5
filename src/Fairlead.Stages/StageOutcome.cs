namespace Fairlead.Stages;

/// <summary>How a stage came by its result.</summary>
public enum StageOutcome
{
    /// <summary>An earlier run's result was found, verified and used.</summary>
    Hit,

    /// <summary>The stage's body was executed.</summary>
    Ran,
}
