using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>A call to a control plane that did not succeed. Refusals exit with 4, everything that may pass with 7.</summary>
internal sealed class ApiFaultException(ApiFault fault, string call, string remedy, Exception? inner = null)
    : FairleadException(ExitCodeOf(fault), $"{call}: {Describe(fault)}", remedy, inner)
{
    public ApiFault Fault => fault;

    private static ExitCode ExitCodeOf(ApiFault fault) => fault.IsPassing ? ExitCode.Unclear : ExitCode.SubmissionRefused;

    private static string Describe(ApiFault fault) => fault.Status is { } status
        ? string.Create(CultureInfo.InvariantCulture, $"answered {(int)status} {status}{(fault.Words.Length > 0 ? $": {fault.Words}" : "")}")
        : fault.Words;
}
