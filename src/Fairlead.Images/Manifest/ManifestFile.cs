using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>A manifest on disk. Those that run images only load it; those that build or publish them update it, one at a time.</summary>
public sealed class ManifestFile(string path, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="FairleadException">There is none, or it is no manifest.</exception>
    public LoadedManifest Load() =>
        File.Exists(path) ? Read() : throw FairleadException.Usage($"expected an image manifest at {path}, found nothing", "./build.sh --target=BuildImages");

    /// <summary>Writes what <paramref name="change"/> makes of it, or of an empty one; not at all when nothing changes.</summary>
    /// <exception cref="FairleadException">It is no manifest; another holds it for a minute; the change brings the value of a secret.</exception>
    public async Task<LoadedManifest> UpdateAsync(Func<ImageManifest, ImageManifest> change, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var turn = await WaitAsync(cancellationToken);
        var old = File.Exists(path) ? Read() : new LoadedManifest(ImageManifest.Empty, []);
        var changed = change(old.Manifest);
        var text = ManifestJson.Write(changed);
        if (!File.Exists(path) || await File.ReadAllTextAsync(path, cancellationToken) != text)
            AtomicFile.Write(path, text);
        return old with { Manifest = changed };
    }

    private LoadedManifest Read()
    {
        try
        {
            return ManifestJson.Read(File.ReadAllText(path));
        }
        catch (FairleadException exception)
        {
            throw new FairleadException(exception.ExitCode, $"{path}: {exception.Problem}", exception.Next, exception);
        }
    }

    private Task<FileStream> WaitAsync(CancellationToken cancellationToken)
    {
        var file = $"{path}.lock";
        return FileLock.ExclusiveAsync(file, Patience, Busy, time, cancellationToken);

        FairleadException Busy() => FairleadException.Stage(
            $"another has been writing {path} for {Patience.TotalSeconds} seconds (lock {file})",
            "see whether another build hangs on this machine or one that shares the folder");
    }
}
