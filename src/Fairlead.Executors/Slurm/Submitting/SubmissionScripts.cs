using Fairlead.Executors.Remote;
using Fairlead.Primitives;

namespace Fairlead.Executors.Slurm.Submitting;

/// <summary>Scripts that must succeed for a job to be submitted.</summary>
internal static class SubmissionScripts
{
    /// <param name="wanted">What the script is for, as in "expected … from the host".</param>
    /// <exception cref="FairleadException">It did not succeed, and nothing was submitted.</exception>
    public static async Task<RemoteResult> RequireAsync(
        this RunSite site, RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, string wanted, CancellationToken cancellationToken)
    {
        try
        {
            var result = await site.Host.RunAsync(script, arguments, input, cancellationToken);
            return result.Succeeded ? result : throw SubmissionFault.Of(site.Host, site.Layout, wanted, result.Error);
        }
        catch (ConnectionLostException exception)
        {
            throw SubmissionFault.NothingSent(exception);
        }
    }
}
