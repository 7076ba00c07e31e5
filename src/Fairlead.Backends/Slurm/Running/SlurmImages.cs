using System.Globalization;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running.Submitting;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running;

/// <summary>Has images on a cluster as squash files.</summary>
public sealed class SlurmImages(Func<SlurmSite, IRemoteHost> hosts)
{
    private const int NoEnroot = 69;
    private static readonly RemoteScript Squash = new("squash.sh", Repeatable: false);
    private static readonly RemoteScript Size = new("size.sh", Repeatable: true);

    /// <param name="image">A squash file of the cluster, which must be there, or an image's reference, which is imported when it is not.</param>
    /// <param name="again">Import although it is there: a tag may stand for another image by now.</param>
    /// <exception cref="FairleadException">The file is not there, or the import fails.</exception>
    public async Task<SquashedImage> EnsureAsync(SlurmSite site, string image, bool again, CancellationToken cancellationToken)
    {
        var host = hosts(site);
        try
        {
            return SquashFile.IsPath(image)
                ? await ExistingAsync(host, image, cancellationToken)
                : await ImportedAsync(host, new ClusterLayout(site.Directory), image, again, cancellationToken);
        }
        catch (ConnectionLostException exception)
        {
            throw SubmissionFault.NothingSent(exception);
        }
    }

    private static async Task<SquashedImage> ExistingAsync(IRemoteHost host, string path, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(Size, [path], default, cancellationToken);
        return result.Succeeded
            ? new SquashedImage(path, long.Parse(result.Text, CultureInfo.InvariantCulture), Made: false)
            : throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"expected the squash file {path} on {host.Name}, found none: {result.Error.Trim()}",
                "correct container_image in the profile, or give an image's reference there, which is imported");
    }

    private static async Task<SquashedImage> ImportedAsync(IRemoteHost host, ClusterLayout layout, string reference, bool again, CancellationToken cancellationToken)
    {
        var path = layout.Image(reference);
        var source = SquashFile.SourceOf(reference);
        var result = await host.RunAsync(Squash, [path, source, again ? "again" : ""], default, cancellationToken);
        return (result.ExitCode, result.Text.Split(' ')) switch
        {
            (0, [var what, var bytes]) => new SquashedImage(path, long.Parse(bytes, CultureInfo.InvariantCulture), Made: what == "made"),
            (NoEnroot, _) => throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"expected enroot on {host.Name} to import {reference}, found none",
                $"import it on a node and name the file as container_image: srun --nodes=1 enroot import -o {ShellWord.Quote(path)} {ShellWord.Quote(source)}"),
            _ => throw SubmissionFault.Of(host, layout, $"to import {reference} with enroot", result.Error),
        };
    }
}
