namespace Fairlead.Stages.Store;

/// <summary>A place inside a store for what is being made, gone when disposed. Its lease shows to all that its maker lives.</summary>
public sealed class Workspace : IDisposable
{
    private readonly Lease lease;

    internal Workspace(StoreLayout layout, LeaseFolder leases)
    {
        var name = $"{Guid.NewGuid():N}";
        Path = System.IO.Path.Combine(layout.Temporary, name);
        lease = leases.TakeNew(name);
    }

    /// <summary>Nothing is there yet: it becomes a file or a folder.</summary>
    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        else
            File.Delete(Path);
        lease.Dispose();
    }
}
