using System.Text.Json;
using Fairlead.Emulators.Pods;
using Fairlead.Primitives;

namespace Fairlead.Emulators.Serving;

/// <summary>An emulated cloud for people: one per directory, which tells in a file where it is while it serves.</summary>
internal static class EmulatorServing
{
    private const int KeptRequests = 100;

    /// <summary>Serves until cancelled or idle, then ends all pods.</summary>
    /// <exception cref="FairleadException">Another serves from the directory, the secret is missing, or the port is taken.</exception>
    public static async Task RunAsync(ServingOptions options, CancellationToken cancellationToken)
    {
        var secret = options.ReadSecret();
        Directory.CreateDirectory(options.Directory);
        await using var alone = FileLock.TryExclusive(Path.Combine(options.Directory, "emulator.lock"))
            ?? throw FairleadException.Usage($"an emulator serves from {options.Directory} already", $"use it: {options.StateFile} says where it is");
        PodLeftovers.Remove(options.Directory);
        await using var cloud = await StartAsync(options, secret);
        try
        {
            var state = new ServingState(Environment.ProcessId, cloud.Address, options.Time.GetUtcNow());
            AtomicFile.Write(options.StateFile, JsonSerializer.Serialize(state, ServingJson.Default.ServingState));
            await IdleWatch.WatchAsync(cloud, options.Idle, options.Time, cancellationToken);
        }
        finally
        {
            File.Delete(options.StateFile);
        }
    }

    private static async Task<EmulatedCloud> StartAsync(ServingOptions options, string secret)
    {
        var volume = Path.Combine(options.Directory, "volume");
        try
        {
            return await EmulatedCloud.StartAsync(
                new EmulatorOptions(options.Directory)
                {
                    Secret = secret,
                    Port = options.Port,
                    Volumes = new Dictionary<string, string> { ["data"] = volume },
                    KeptRequests = KeptRequests,
                    RayCommand = true,
                },
                CancellationToken.None);
        }
        catch (IOException exception)
        {
            throw FairleadException.Usage($"cannot serve at port {options.Port}: {exception.Message}", "give another --port, or 0 for one that is free", exception);
        }
    }
}
