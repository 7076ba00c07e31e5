using System.Runtime.CompilerServices;
using Fairlead.Primitives;

namespace Fairlead.Testing;

/// <summary>A real image registry of its own on this machine, and its end. Skips the test where that cannot be had.</summary>
public sealed class ImageRegistry : IAsyncDisposable
{
    private readonly string directory;

    private ImageRegistry(string directory)
    {
        this.directory = directory;
        Host = $"127.0.0.1:{File.ReadAllText(Path.Combine(directory, "port")).Trim()}";
    }

    /// <summary>The first part of the names of its images, with the port. Engines take plain HTTP from it.</summary>
    public string Host { get; }

    public static Task<ImageRegistry> StartAsync() => StartWithAsync();

    /// <summary>Lets only this user in.</summary>
    public static async Task<ImageRegistry> StartAsync(string user, string password)
    {
        Service.Require("python3");
        using var folder = new TemporaryDirectory();
        return await StartWithAsync($"--users={folder.Write("users", $"{user}:{password}\n")}");
    }

    public async ValueTask DisposeAsync() => await CallAsync("stop", directory);

    private static async Task<ImageRegistry> StartWithAsync(params string[] options)
    {
        Service.Require("docker-registry");
        var directory = Directory.CreateTempSubdirectory("registry-").FullName;
        await CallAsync("start", directory, options);
        return new ImageRegistry(directory);
    }

    private static async Task CallAsync(string verb, string directory, params string[] options)
    {
        var result = await ChildProcess.RunAsync(Script, [verb, directory, .. options]);
        if (!result.Succeeded)
            throw new InvalidOperationException($"image-registry {verb} failed:\n{result.Error}");
    }

    private static string Script => Path.GetFullPath("../services/image-registry", Path.GetDirectoryName(ThisFile())!);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
