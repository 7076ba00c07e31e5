using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running;

/// <summary>Brings folders of a volume to this machine through the storage API.</summary>
internal sealed class StorageDownload(LeptonStorageApi storage)
{
    private const int Deepest = 64;

    /// <exception cref="FairleadException">There is no such folder, or what the volume lists cannot be written here.</exception>
    public Task BringAsync(string folder, string target, CancellationToken cancellationToken) => BringAsync(folder, target, Deepest, cancellationToken);

    private async Task BringAsync(string folder, string target, int depth, CancellationToken cancellationToken)
    {
        var entries = await storage.ListAsync(folder, cancellationToken)
            ?? throw new FairleadException(ExitCode.StageFailed, $"there is no {storage.Place}/{folder}", "see in the log whether the job has written output");
        foreach (var entry in entries)
        {
            var name = NameOf(entry, folder);
            if (entry.Type != "dir")
                await BringFileAsync($"{folder}/{name}", Path.Combine(target, name), cancellationToken);
            else if (depth == 0)
                throw FairleadException.Stage($"{storage.Place}/{folder} lies {Deepest} folders deep: does a link lead back?");
            else
                await BringAsync($"{folder}/{name}", Directory.CreateDirectory(Path.Combine(target, name)).FullName, depth - 1, cancellationToken);
        }
    }

    private async Task BringFileAsync(string path, string target, CancellationToken cancellationToken)
    {
        await using var source = await storage.OpenAsync(path, cancellationToken) ?? throw FairleadException.Stage($"{storage.Place}/{path} went away while it was to be read", "collect again");
        await using var file = File.Create(target);
        await source.CopyToAsync(file, cancellationToken);
    }

    // What a server calls a name may be a path.
    private string NameOf(LeptonEntry entry, string folder) =>
        entry.Name?.TrimEnd('/') is { Length: > 0 } name && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : throw FairleadException.Stage($"{storage.Place}/{folder} lists '{entry.Name}', which is no file name");
}
