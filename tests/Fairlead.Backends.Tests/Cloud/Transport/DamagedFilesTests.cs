using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Transport;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class DamagedFilesTests
{
    private const int WrongVariables = 64;
    private const int Damaged = 65;

    private const string First = "FAIRLEAD_SRC_CHUNK_1";
    private const string Second = "FAIRLEAD_SRC_CHUNK_2";

    [Test]
    public async Task A_missing_chunk_is_named_before_anything_is_written()
    {
        using var volume = new Volume();
        var pod = await RunAsync(volume, variables => variables.Remove(Second));
        Assert.That(pod.ExitCode, Is.EqualTo(WrongVariables), pod.Output);
        Assert.That(pod.Output, Does.Match("chunk 2 of [0-9]+ is missing"));
        Assert.That(Directory.Exists(volume.Home), Is.False);
    }

    [Test]
    public async Task An_altered_chunk_is_found() =>
        await IsFoundAsync(variables => variables.SetItem(First, variables[First][..100] + (variables[First][100] == 'A' ? 'B' : 'A') + variables[First][101..]));

    [Test]
    public async Task A_chunk_that_is_no_base64_is_found() => await IsFoundAsync(variables => variables.SetItem(First, "%%%"));

    [Test]
    public async Task Swapped_chunks_are_found() =>
        await IsFoundAsync(variables => variables.SetItem(First, variables[Second]).SetItem(Second, variables[First]));

    [Test]
    public async Task Another_archive_than_expected_is_found()
    {
        using var volume = new Volume();
        var other = Volume.Pack("SRC", ("other", "other"));
        var pod = await RunAsync(volume, variables => variables.SetItem("FAIRLEAD_SRC_SHA256", other.Digest.ToString()));
        Assert.That(pod.ExitCode, Is.EqualTo(Damaged), pod.Output);
        Assert.That(pod.Output, Does.Contain(other.Digest.ToString()).And.Contain(volume.Source.Digest.ToString()));
    }

    [TestCase("FAIRLEAD_SRC_CHUNKS", "0")]
    [TestCase("FAIRLEAD_SRC_CHUNKS", "-1")]
    [TestCase("FAIRLEAD_SRC_CHUNKS", "two")]
    [TestCase("FAIRLEAD_SRC_CHUNKS", "")]
    [TestCase("FAIRLEAD_JOB_SHA256", "abc")]
    [TestCase("FAIRLEAD_JOB_SHA256", "../../../../../../../../../../../../../../../../../../etc/passwd")]
    [TestCase("FAIRLEAD_HOME", "")]
    [TestCase("FAIRLEAD_RUN", "")]
    public async Task A_variable_that_makes_no_sense_is_named(string name, string value)
    {
        using var volume = new Volume();
        var pod = await RunAsync(volume, variables => variables.SetItem(name, value));
        Assert.That(pod.ExitCode, Is.EqualTo(WrongVariables), pod.Output);
        Assert.That(pod.Output, Does.Contain(name));
        Assert.That(pod.Output.TrimEnd().Split('\n')[^1], Does.Match("""^\[fairlead\] exit \{"exit_code":64,"kind":"pod","member":null,"cancelled":false,"finished":[0-9]+\}$"""));
    }

    private static async Task IsFoundAsync(Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> damage)
    {
        using var volume = new Volume();
        var pod = await RunAsync(volume, damage);
        Assert.That(pod.ExitCode, Is.EqualTo(Damaged), pod.Output);
        Assert.That(pod.Output, Does.Contain(volume.Source.Digest.ToString()[..16]).And.Not.Contain("reads import"));
        Assert.That(Directory.Exists(volume.Tree), Is.False);
        Assert.That(volume.Leftovers().Single(), Does.StartWith(".failed-"));
    }

    private static Task<PodResult> RunAsync(Volume volume, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> damage)
    {
        var plan = volume.Plan();
        return Pod.RunAsync(new TransportPlan(damage(plan.Variables), []));
    }
}
