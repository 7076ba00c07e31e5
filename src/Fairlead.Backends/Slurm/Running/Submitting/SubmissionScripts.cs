using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Scripts that run before a job is submitted.</summary>
internal static class SubmissionScripts
{
    /// <param name="wanted">What the script is for, as in "expected … from the host".</param>
    /// <exception cref="FairleadException">It did not succeed, and nothing was submitted.</exception>
    public static async Task<RemoteResult> RequireAsync(
        this RunSite site, RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, string wanted, CancellationToken cancellationToken)
    {
        var result = await site.RunAsync(script, arguments, input, cancellationToken);
        return result.Succeeded ? result : throw SubmissionFault.Of(site.Host, site.Layout, wanted, result.Error);
    }

    /// <exception cref="FairleadException">The connection was lost, and nothing was submitted.</exception>
    public static async Task<RemoteResult> RunAsync(
        this RunSite site, RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            return await site.Host.RunAsync(script, arguments, input, cancellationToken);
        }
        catch (ConnectionLostException exception)
        {
            throw SubmissionFault.NothingSent(exception);
        }
    }
}
