using Fairlead.Primitives;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>A small file system of a test's own. Root ignores permission bits, but not a full or read-only disk.</summary>
public sealed class Mount : IDisposable
{
    private static readonly Poll Brief = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10));

    private Mount(string path) => Path = path;

    public string Path { get; }

    /// <param name="kilobytes">Its size.</param>
    public static async Task<Mount> TmpfsAsync(string path, int kilobytes)
    {
        Service.Require("mount");
        Directory.CreateDirectory(path);
        var result = await ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", path]);
        Service.Require(result.Succeeded, $"cannot mount a tmpfs: {result.Error.Trim()}");
        return new Mount(path);
    }

    public Task MakeReadOnlyAsync() => RemountAsync("ro");

    public Task ResizeAsync(int kilobytes) => RemountAsync($"size={kilobytes}k");

    // A program that another test is starting holds copies of our open folders until it has begun.
    public void Dispose()
    {
        var result = Brief.WatchAsync(UnmountAsync, result => result.Succeeded, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(result.Succeeded, Is.True, result.Error);
    }

    private Task<ProcessResult> UnmountAsync() => ChildProcess.RunAsync("umount", [Path]);

    private async Task RemountAsync(string option)
    {
        var result = await ChildProcess.RunAsync("mount", ["-o", $"remount,{option}", Path]);
        Assert.That(result.Succeeded, Is.True, result.Error);
    }
}
