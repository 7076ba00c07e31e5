using System.Text;
using Fairlead.Backends.Slurm.Remote;

namespace Fairlead.Backends.Tests.Slurm.Remote;

internal static class Commands
{
    /// <summary>A hang ends as a failure; what needs less than half of the minute that a shared connection stays has not waited for its end.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static RemoteScript Script(string text, bool repeatable = true) => new("test.sh", repeatable) { Text = text };

    public static async Task<RemoteResult> RunAsync(this IRemoteHost host, RemoteScript script, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await host.RunAsync(script, arguments, default, limit.Token);
    }

    public static async Task<RemoteResult> FeedAsync(this IRemoteHost host, RemoteScript script, byte[] input, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await host.RunAsync(script, arguments, input, limit.Token);
    }

    public static Task<RemoteResult> FeedAsync(this IRemoteHost host, RemoteScript script, string input, params string[] arguments) =>
        host.FeedAsync(script, Encoding.UTF8.GetBytes(input), arguments);

    public static async Task UploadAsync(this IRemoteHost host, string localFile, string remotePath, IProgress<long>? sent = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        await host.UploadAsync(localFile, remotePath, sent, limit.Token);
    }

    public static async Task DownloadAsync(this IRemoteHost host, string remoteDirectory, string localDirectory)
    {
        using var limit = new CancellationTokenSource(Limit);
        await host.DownloadAsync(remoteDirectory, localDirectory, limit.Token);
    }

    public static async Task UntilExistsAsync(string path)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Path.Exists(path))
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }
}
