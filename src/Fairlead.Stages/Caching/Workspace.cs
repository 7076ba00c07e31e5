using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>A temporary folder inside a cache, locked while its process lives, gone when disposed.</summary>
internal sealed class Workspace : IDisposable
{
    public const string LockSuffix = ".lock";

    private readonly FileStream held;

    private Workspace(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    /// <summary>Where a stage's body writes.</summary>
    public string Output => System.IO.Path.Combine(Path, "output");

    public static Workspace Create(CacheLayout layout) => CacheFault.Writing(layout.Root, () =>
    {
        var path = System.IO.Path.Combine(layout.Temporary, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(layout.Temporary);
        var held = FileLock.TryExclusive(path + LockSuffix)!;
        try
        {
            var workspace = new Workspace(path, held);
            Directory.CreateDirectory(workspace.Output);
            return workspace;
        }
        catch
        {
            Remove(path, held);
            throw;
        }
    });

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>What the folder holds, in bytes.</summary>
    public long Size() => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public void Dispose() => Remove(Path, held);

    private static void Remove(string path, FileStream held)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        System.IO.File.Delete(path + LockSuffix);
        held.Dispose();
    }
}
