using Fairlead.Primitives;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>A small file system of a test's own. Root ignores permission bits, but not a full or read-only disk.</summary>
public sealed class Mount : IDisposable
{
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

    public void Dispose()
    {
        var result = ChildProcess.RunAsync("umount", [Path]).GetAwaiter().GetResult();
        Assert.That(result.Succeeded, Is.True, result.Error);
    }

    private async Task RemountAsync(string option)
    {
        var result = await ChildProcess.RunAsync("mount", ["-o", $"remount,{option}", Path]);
        Assert.That(result.Succeeded, Is.True, result.Error);
    }
}
