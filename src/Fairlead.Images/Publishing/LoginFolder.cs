using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>A folder that only this user may enter, and that goes: with its owner, or else when the next one is made.</summary>
internal sealed class LoginFolder : IDisposable
{
    private const string Prefix = "fairlead-login-";
    private const string LockName = "lock";

    // Between making a folder and locking it, it looks left over.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly FileStream held;

    private LoginFolder(string path)
    {
        Path = path;
        held = FileLock.TryExclusive(System.IO.Path.Combine(path, LockName))!;
    }

    public string Path { get; }

    /// <param name="parent">A folder of this machine, such as /tmp.</param>
    public static LoginFolder Create(string parent, TimeProvider time)
    {
        var path = System.IO.Path.Combine(parent, $"{Prefix}{Guid.NewGuid():N}");
        PrivateFolder.Create(path);
        var folder = new LoginFolder(path);
        var owner = FileStatus.Read(path)?.Owner;
        foreach (var other in Directory.EnumerateDirectories(parent, $"{Prefix}*"))
        {
            if (FileStatus.Read(other)?.Owner == owner && time.GetUtcNow() - Directory.GetLastWriteTimeUtc(other) > Fresh)
                RemoveIfLeftOver(other);
        }

        return folder;
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        held.Dispose();
    }

    private static void RemoveIfLeftOver(string path)
    {
        try
        {
            using var abandoned = FileLock.TryExclusive(System.IO.Path.Combine(path, LockName));
            if (abandoned is not null)
                Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
            // Another removes it at the same time; what neither can remove, the next will try again.
        }
    }
}
