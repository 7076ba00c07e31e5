namespace Fairlead.Backends.Tests.Contract;

/// <summary>What every executor must do, tried on one of them.</summary>
public abstract class ContractTest(Subject backend)
{
    private protected Workshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await Subjects.OpenAsync(backend);

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();
}
