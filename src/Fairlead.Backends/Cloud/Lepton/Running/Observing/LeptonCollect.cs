using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Observing;

/// <summary>Brings a run's output: from the directory itself where this machine has it, else through the storage API.</summary>
internal static class LeptonCollect
{
    private const int Deepest = 64;

    /// <returns>Null; or why it cannot be brought, and where it is.</returns>
    /// <exception cref="FairleadException">There is no output, or what the volume lists cannot be written here.</exception>
    public static async Task<string?> CollectAsync(Run run, LeptonClient client, CancellationToken cancellationToken)
    {
        var folder = $"runs/{run.Id}/output";
        var seen = $"{client.Site.Home}/{folder}";
        if (Directory.Exists(seen))
            await ReplaceAsync(run, unfinished => Task.Run(() => FolderCopy.Copy(seen, unfinished), cancellationToken));
        else if (client.Storage is { } storage)
            await ReplaceAsync(run, unfinished => DownloadAsync(storage, folder, unfinished, Deepest, cancellationToken));
        else
            return $"{seen} on the job's volume: this machine does not have that directory, and the storage API knows no volume that holds it";
        return null;
    }

    private static async Task ReplaceAsync(Run run, Func<string, Task> fill)
    {
        var unfinished = AtomicFile.TemporaryFor(run.OutputDirectory);
        Directory.CreateDirectory(unfinished);
        try
        {
            await fill(unfinished);
            if (Directory.Exists(run.OutputDirectory))
                Directory.Delete(run.OutputDirectory, recursive: true);
            Directory.Move(unfinished, run.OutputDirectory);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    private static async Task DownloadAsync(LeptonStorageApi storage, string folder, string target, int depth, CancellationToken cancellationToken)
    {
        var entries = await storage.ListAsync(folder, cancellationToken)
            ?? throw new FairleadException(ExitCode.StageFailed, $"there is no {storage.Place}/{folder}", "see in the log whether the job has written output");
        foreach (var entry in entries)
        {
            var name = NameOf(entry, storage, folder);
            if (entry.Type != "dir")
                await DownloadFileAsync(storage, $"{folder}/{name}", Path.Combine(target, name), cancellationToken);
            else if (depth == 0)
                throw FairleadException.Stage($"{storage.Place}/{folder} lies {Deepest} folders deep: does a link lead back?");
            else
                await DownloadAsync(storage, $"{folder}/{name}", Directory.CreateDirectory(Path.Combine(target, name)).FullName, depth - 1, cancellationToken);
        }
    }

    private static async Task DownloadFileAsync(LeptonStorageApi storage, string path, string target, CancellationToken cancellationToken)
    {
        await using var source = await storage.OpenAsync(path, cancellationToken) ?? throw FairleadException.Stage($"{storage.Place}/{path} went away while it was to be read", "collect again");
        await using var file = File.Create(target);
        await source.CopyToAsync(file, cancellationToken);
    }

    // What a server calls a name may be a path.
    private static string NameOf(LeptonEntry entry, LeptonStorageApi storage, string folder) =>
        entry.Name?.TrimEnd('/') is { Length: > 0 } name && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : throw FairleadException.Stage($"{storage.Place}/{folder} lists '{entry.Name}', which is no file name");
}
