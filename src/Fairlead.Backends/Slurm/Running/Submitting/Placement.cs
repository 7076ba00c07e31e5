using System.Formats.Tar;
using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Makes a run's directory from what is on the cluster and from the rendered files.</summary>
internal static class Placement
{
    private static readonly RemoteScript Place = new("place.sh", Repeatable: true);

    public static Task PlaceAsync(RunSite site, JobRequest request, CancellationToken cancellationToken) => site.RequireAsync(
        Place,
        [
            site.Directory,
            site.Layout.Source(request.Source.Digest),
            request.Source.Mount,
            .. request.FileInputs.SelectMany(input => new[] { FileInput.NameOf(input.Key), site.Layout.Input(input.Value) }),
        ],
        Pack(request.Files),
        $"to make the folder of run {site.Run.Id}",
        cancellationToken);

    private static byte[] Pack(IEnumerable<KeyValuePair<string, string>> files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"files/{name}") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), Mode = AtomicFile.Private });
        }

        return tar.ToArray();
    }
}
