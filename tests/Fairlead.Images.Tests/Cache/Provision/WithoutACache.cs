using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache.Provision;

public sealed class WithoutACache
{
    private ProvisionWorld world = null!;

    [SetUp]
    public async Task StartAsync() => world = await ProvisionWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await world.DisposeAsync();

    [Test]
    public async Task The_commands_are_these_and_no_more()
    {
        await using var registry = await ImageRegistry.StartAsync();
        var image = await world.Hosts.BuildAsync("1", "hello");
        var pulled = await world.PushAsync(registry);
        var told = new List<string> { await TellAsync("here") };
        await world.Hosts.First.RunAsync(["tag", world.Reference, world.Hosts.Reference("2")], CancellationToken.None);
        await world.Hosts.First.RunAsync(["image", "rm", world.Reference], CancellationToken.None);
        told.Add(await TellAsync("here under another name"));
        await world.ForgetAsync(image);
        told.Add(await TellAsync("in a registry", pulled));
        await world.ForgetAsync(image);
        told.Add(await TellAsync("nowhere"));
        Approved.Matches("single-node", string.Concat(told));
        Assert.That((Directory.Exists(world.Hosts.Store.Root), world.Saved, world.Built), Is.EqualTo((false, 0, 1)));

        async Task<string> TellAsync(string where, string? from = null)
        {
            File.Delete(world.Client.File);
            await world.EnsureWithoutCacheAsync(world.Wanted(image.Id, from));
            return $"{where}\n{string.Concat(world.Client.Calls.Select(call => $"  {Anonymous(call)}\n"))}";
        }

        string Anonymous(string call) => call
            .Replace(pulled, "<registry>", StringComparison.Ordinal)
            .Replace(pulled.Split(':')[^1], "<manifest>", StringComparison.Ordinal)
            .Replace(world.Reference, "<reference>", StringComparison.Ordinal)
            .Replace($"{image.Id}", "<config>", StringComparison.Ordinal);
    }
}
