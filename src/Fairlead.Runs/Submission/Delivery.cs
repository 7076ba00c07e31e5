using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Runs.Submission;

/// <summary>One attempt at a request, and the bytes behind it.</summary>
public sealed record Delivery(Run Run, JobRequest Request, Payload Payload)
{
    /// <summary>Is told of each step once it is done.</summary>
    public IProgress<SubmitStep> Progress { get; init; } = new Progress<SubmitStep>();
}
