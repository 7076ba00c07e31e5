using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class KernelLimitTests
{
    [Test]
    public async Task This_kernel_starts_programs_with_the_longest_variable_that_passes_and_with_none_longer()
    {
        var longest = new string('x', TransportLimits.KernelStringBytes - "X=".Length - 1);
        Assert.That((await TrueAsync(longest)).Succeeded, Is.True);
        await Assert.ThrowsAsync<FairleadException>(() => TrueAsync(longest + "x"));
    }

    [TestCase(9_000)]
    [TestCase(98_304)]
    public async Task A_pod_starts_with_as_much_as_a_job_may_carry(int chunkCharacters)
    {
        using var volume = new Volume
        {
            Source = Volume.Pack(Parcel.Source, ("package/module.py", "import this"), ("package/a.txt", Volume.Noise(900_000)), ("package/b.txt", Volume.Noise(900_000))),
            Limits = TransportLimits.Lepton with { ChunkCharacters = chunkCharacters },
        };
        Assert.That(volume.Plan().Variables.Sum(variable => variable.Value.Length), Is.InRange(1_200_000, TransportLimits.Lepton.TotalCharacters));
        var pod = await volume.RunAsync();
        Assert.That(pod.Output, Does.Contain("reads import this"));
    }

    private static Task<ProcessResult> TrueAsync(string value) =>
        ChildProcess.RunAsync("true", [], environment: new Dictionary<string, string> { ["X"] = value });
}
