using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Brings files to the cluster that are not there, and has each checked there before it gets its name.</summary>
internal static class Uploads
{
    private static readonly RemoteScript Publish = new("publish.sh", Repeatable: true);

    /// <exception cref="FairleadException">There is no room, or a file is not what its digest says.</exception>
    public static async Task SendAsync(RunSite site, IReadOnlyList<Upload> uploads, CancellationToken cancellationToken)
    {
        if (uploads.Count == 0)
            return;

        // What an interrupted transfer left may be damaged. What is sent whole the second time is not.
        var damaged = await SendOnceAsync(site, uploads, cancellationToken);
        if (damaged.Count > 0)
            damaged = await SendOnceAsync(site, damaged, cancellationToken);
        if (damaged is [var upload, ..])
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"{upload.LocalFile} arrived at {site.Host.Name} with another content than when the job was rendered",
                "if you have changed the file, run the same command again; if not, look at the disks of both machines");
    }

    private static async Task<IReadOnlyList<Upload>> SendOnceAsync(RunSite site, IReadOnlyList<Upload> uploads, CancellationToken cancellationToken)
    {
        foreach (var upload in uploads)
            await SendAsync(site, upload, cancellationToken);
        var arguments = uploads.SelectMany(upload => new[] { upload.Unchecked(site), upload.Path, upload.Digest.ToString(), upload.Mode }).ToList();
        var result = await site.RequireAsync(Publish, arguments, default, "uploaded files", cancellationToken);
        var damaged = result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(' ')]).ToHashSet(StringComparer.Ordinal);
        return [.. uploads.Where(upload => damaged.Contains(upload.Path))];
    }

    private static async Task SendAsync(RunSite site, Upload upload, CancellationToken cancellationToken)
    {
        try
        {
            await site.Host.UploadAsync(upload.LocalFile, upload.Unchecked(site), null, cancellationToken);
        }
        catch (ConnectionLostException exception)
        {
            throw SubmissionFault.NothingSent(exception);
        }
        catch (Exception exception) when (exception is FairleadException or IOException or UnauthorizedAccessException)
        {
            var words = exception is FairleadException known ? known.Problem : exception.Message;
            throw SubmissionFault.Of(site.Host, site.Layout, $"to send {upload.LocalFile}", words, exception);
        }
    }
}
