namespace Fairlead.Executors.Tests.Contract;

/// <summary>What every executor must do, tried on one of them.</summary>
public abstract class ContractTest(Backend backend)
{
    private protected Workshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await Backends.OpenAsync(backend);

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();
}
