namespace Fairlead.Runs;

/// <summary>The one vocabulary for the life of a run, whatever the backend's own words are.</summary>
public enum RunState
{
    Unknown,
    Queued,
    Starting,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
