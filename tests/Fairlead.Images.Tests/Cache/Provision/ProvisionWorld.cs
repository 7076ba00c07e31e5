using Fairlead.Images.Cache.Provision;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache.Provision;

/// <summary>A host that is to have images, and counts of what it takes.</summary>
internal sealed class ProvisionWorld : IAsyncDisposable
{
    public required TwoHosts Hosts { get; init; }

    /// <summary>Of the host that is to have images.</summary>
    public RecordingClient Client => RecordingClient.Of(Hosts.First, Hosts.File("calls"));

    public int Saved { get; private set; }

    public int Built { get; private set; }

    public string Reference => Hosts.Reference("1");

    public List<string> Loads => [.. Client.Calls.Where(call => call.StartsWith("load", StringComparison.Ordinal))];

    public static async Task<ProvisionWorld> StartAsync() => new() { Hosts = await TwoHosts.StartAsync() };

    public WantedImage Wanted(Digest config, string? registry = null) => new(Reference, config, registry);

    public Task<ProvisionedImage> EnsureAsync(WantedImage wanted, Func<CancellationToken, Task<ImageDetails>>? rebuild = null) =>
        new ImageProvision(Client.Engine, Hosts.Store, SaveAsync).EnsureAsync(wanted, rebuild, CancellationToken.None);

    public Task<ProvisionedImage> EnsureWithoutCacheAsync(WantedImage wanted) =>
        new ImageProvision(Client.Engine, store: null, save: null).EnsureAsync(wanted, RebuildAsync, CancellationToken.None);

    public Task<ImageDetails> RebuildAsync(CancellationToken cancellationToken)
    {
        Built++;
        return Hosts.BuildAsync("1", $"built {Built}");
    }

    /// <summary>Pushes what bears the reference, and gives what to pull it by.</summary>
    public async Task<string> PushAsync(ImageRegistry registry)
    {
        var name = $"{registry.Host}/alpha";
        await Hosts.First.RunAsync(["tag", Reference, name], CancellationToken.None);
        await Hosts.First.RunAsync(["push", "--quiet", name], CancellationToken.None);
        var pushed = (await Hosts.First.FindImageAsync(name, CancellationToken.None))!;
        await Hosts.First.RunAsync(["image", "rm", name], CancellationToken.None);
        return pushed.RegistryDigests.Single(digest => digest.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>Has the host lose the image.</summary>
    public Task ForgetAsync(ImageDetails image) => Hosts.First.RunAsync(["image", "rm", "--force", image.ById], CancellationToken.None);

    public async ValueTask DisposeAsync() => await Hosts.DisposeAsync();

    private Task SaveAsync(string reference, CancellationToken cancellationToken)
    {
        Saved++;
        return Hosts.SaveAsync("1");
    }
}
