using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Where things lie below the root of a store.</summary>
/// <param name="Name">What people call it, such as <c>image cache</c>.</param>
public sealed record StoreLayout(string Root, string Name)
{
    public const string LeaseSuffix = ".json";
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Open = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.SetGroup;

    /// <summary>Others use it too, as they do when they may write to its root; the mode of the root says who may read what is in it. Any other is its user's alone.</summary>
    public bool IsShared
    {
        get => field || (!OperatingSystem.IsWindows() && Directory.Exists(Root) && (File.GetUnixFileMode(Root) & Open) != 0);
        init;
    }

    /// <summary>Contents by the digest of their bytes, as the OCI image layout has them.</summary>
    public string Blobs => Path.Combine(Root, "blobs", "sha256");

    /// <summary>One file for each thing that is made of blobs: an index of them all could not be shared by writers.</summary>
    public string Entries => Path.Combine(Root, "entries");

    public string Leases => Path.Combine(Root, "leases");

    /// <summary>What is being made; the same file system as <see cref="Blobs"/>, so that a rename publishes it.</summary>
    public string Temporary => Path.Combine(Root, "temporary");

    /// <summary>What failed verification, kept for whoever wants to know why.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    /// <summary>Held shared by those who verify or publish, alone by whoever prunes.</summary>
    public string Gate => Path.Combine(Root, "gate.lock");

    /// <summary>Held by those who wait for the gate, as they will hold that.</summary>
    public string Door => Path.Combine(Root, "door.lock");

    /// <summary>Held by whoever removes what the dead have left; the kernel lets go of it.</summary>
    public string Reaping => Path.Combine(Leases, "reaping.lock");

    public string BlobOf(Digest digest) => Path.Combine(Blobs, digest.ToString());

    public string EntryOf(string name) => Path.Combine(Entries, $"{name}.json");

    public string LeaseOf(string name) => Path.Combine(Leases, $"{name}{LeaseSuffix}");

    /// <summary>Of what is published. Nothing may write to it.</summary>
    public UnixFileMode BlobMode => IsShared && !OperatingSystem.IsWindows() ? UnixFileMode.UserRead | (File.GetUnixFileMode(Root) & Readable) : UnixFileMode.UserRead;

    /// <summary>Of an entry.</summary>
    public UnixFileMode EntryMode => BlobMode | UnixFileMode.UserWrite;

    /// <summary>Makes the root. One that is there stays as it is: it may be anything that somebody named.</summary>
    public void CreateRoot()
    {
        if (!Directory.Exists(Root))
            Make(Root);
    }

    /// <summary>Makes whatever is missing.</summary>
    public void Create()
    {
        CreateRoot();
        foreach (var folder in (string[])[Path.GetDirectoryName(Blobs)!, Blobs, Entries, Leases, Temporary])
            Make(folder);
    }

    private void Make(string folder)
    {
        if (IsShared)
            Directory.CreateDirectory(folder);
        else
            PrivateFolder.Create(folder);
    }
}
