using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Engine;

public sealed class StoresOfEngines
{
    [Test]
    public async Task The_engine_of_these_tests_is_classic() =>
        Assert.That((await EngineStore.OfAsync(await SharedEngine.ClientAsync(), CancellationToken.None)).IsClassic, Is.True);

    [TestCase("""[["Backing Filesystem","extfs"],["Supports d_type","true"]]""", true)]
    [TestCase("""[["driver-type","io.containerd.snapshotter.v1"]]""", false)]
    public void A_store_is_told_by_what_the_driver_says(string status, bool classic) =>
        Assert.That(EngineStore.Read("docker", new ProcessResult(0, status, "")).IsClassic, Is.EqualTo(classic));

    [Test]
    public void A_client_that_knows_no_driver_status_is_not_classic()
    {
        var store = EngineStore.Read("podman", new ProcessResult(125, "", "Error: template: can't evaluate field DriverStatus"));
        Assert.That((store.IsClassic, store.Name), Is.EqualTo((false, "the store of podman, which names no graph driver")));
    }
}
