using System.Text.Json.Serialization;

namespace Fairlead.Runs;

/// <summary>What is known of a run.</summary>
/// <param name="BackendWord">The backend's own word for the state.</param>
/// <param name="Reason">Why it is so, for people; empty when the state says it all.</param>
/// <param name="ExitCode">The job's exit code, once it has one.</param>
/// <param name="Member">The first member that failed.</param>
public sealed record RunStatus(
    RunState State,
    string BackendWord,
    string Reason = "",
    int? ExitCode = null,
    int? Member = null,
    DateTimeOffset? Finished = null)
{
    [JsonIgnore]
    public bool IsFinal => State is RunState.Succeeded or RunState.Failed or RunState.Cancelled;
}
