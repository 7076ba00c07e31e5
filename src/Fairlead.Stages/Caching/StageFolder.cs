using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Stages.Caching;

/// <summary>Where a stage works: a temporary folder inside a cache, gone when disposed.</summary>
internal sealed class StageFolder : IDisposable
{
    private readonly Workspace workspace;
    private readonly StoreLayout layout;

    public StageFolder(ContentStore store)
    {
        layout = store.Layout;
        workspace = store.OpenWorkspace();
        Directory.CreateDirectory(Output);
    }

    /// <summary>Where a stage's body writes.</summary>
    public string Output => File("output");

    public string File(string name) => Path.Combine(workspace.Path, name);

    /// <summary>Makes a file of the folder ready to be published.</summary>
    public Digest Seal(string path) => BlobFolder.Seal(path, layout);

    /// <summary>What the folder holds, in bytes.</summary>
    public long Size() => new DirectoryInfo(workspace.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public void Dispose() => workspace.Dispose();
}
