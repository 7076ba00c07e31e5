namespace Fairlead.Runs.Submission;

/// <summary>The steps of a submission, in order. A launcher that dies after any of them leaves a state that the next one completes.</summary>
public enum SubmitStep
{
    Locked,
    IntentRecorded,
    SourceUnpacked,
    FilesWritten,
    InputsPlaced,
    Started,
    Recorded,
}
