using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Submitting;

/// <summary>Puts the files of a job that do not travel in variables onto the volume, and reads them again. What lies there whole is not sent a second time.</summary>
internal static class PartUpload
{
    private const string Folder = "src";

    /// <exception cref="FairleadException">The storage API does not reach the volume, or does not give back what it was given.</exception>
    public static async Task StoreAsync(ImmutableArray<VolumePart> parts, LeptonClient client, CancellationToken cancellationToken)
    {
        if (parts.IsEmpty)
            return;
        var storage = client.Storage ?? throw FairleadException.Usage(
            $"the job's files must go over the volume, and {client.Site.Home} lies on no volume that the storage API knows",
            "name the volume in the mount that holds it, as from = \"node-nfs:NAME\"; or make the files small enough for variables");
        await storage.MakeDirectoryAsync(Folder, cancellationToken);
        foreach (var part in parts)
            await StoreAsync(part, storage, cancellationToken);
    }

    private static async Task StoreAsync(VolumePart part, LeptonStorageApi storage, CancellationToken cancellationToken)
    {
        var path = $"{Folder}/{part.Name}";
        if (await DigestAsync(path, storage, cancellationToken) == part.Digest)
            return;
        await storage.StoreAsync(path, part.Content, cancellationToken);
        if (await DigestAsync(path, storage, cancellationToken) is var found && found != part.Digest)
        {
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"{storage.Place}/{path} was stored with digest {part.Digest}; what is there has {found?.ToString() ?? "gone"}",
                "see that the volume has room; then run the same command again");
        }
    }

    private static async Task<Digest?> DigestAsync(string path, LeptonStorageApi storage, CancellationToken cancellationToken)
    {
        await using var stream = await storage.OpenAsync(path, cancellationToken);
        return stream is null ? null : await DigestAsync(stream, cancellationToken);
    }

    private static async Task<Digest> DigestAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = System.Security.Cryptography.SHA256.Create();
        return Digest.FromHash(await hash.ComputeHashAsync(stream, cancellationToken));
    }
}
