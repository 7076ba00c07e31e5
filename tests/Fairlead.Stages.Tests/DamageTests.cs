using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class DamageTests : IDisposable
{
    private static readonly StageInputs Inputs = CacheWorld.Inputs(("setting:nodes", "1"));
    private readonly CacheWorld world = new();

    [Test]
    public async Task A_damaged_blob_is_quarantined_and_the_stage_runs_again()
    {
        var first = await world.RunAsync(Inputs);
        var digest = first.Outputs["out.txt"].Digest;
        Overwrite.FlipLastByte(world.BlobPath(digest));

        var second = await world.RunAsync(Inputs);

        Assert.That((second.Outcome, second.Reason), Is.EqualTo((StageOutcome.Ran, "the recorded result was damaged")));
        Assert.That(world.Warnings.Single(), Does.Contain(world.BlobPath(digest)).And.Contain("quarantine"));
        Assert.That(world.Files("quarantine").Count(), Is.EqualTo(2), "the blob and the entry that needs it");
        Assert.That(world.Open().PathOf(digest), Is.EqualTo(world.BlobPath(digest)));
        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Hit));
    }

    [Test]
    public async Task A_missing_blob_makes_the_stage_run_again()
    {
        var first = await world.RunAsync(Inputs);
        File.Delete(world.BlobPath(first.Outputs["out.txt"].Digest));

        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Ran));
        Assert.That(world.Warnings.Single(), Does.Contain("is missing"));
    }

    [Test]
    public async Task A_torn_or_altered_entry_is_quarantined_whatever_is_wrong_with_it([Range(0, 400, 25)] int at)
    {
        await world.RunAsync(Inputs);
        var path = world.EntryPath(Inputs.Key);
        var text = await File.ReadAllTextAsync(path);
        at = Math.Min(at, text.Length - 1);
        await File.WriteAllTextAsync(path, text[..at]);

        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Ran), $"cut at {at}");
        Assert.That(world.Warnings.Single(), Does.Contain(path));
        Assert.That(world.Files("quarantine").Count(), Is.EqualTo(1));
    }

    [TestCase("\"executable\":false", "\"executable\":0", "expected true or false, found Number at $.outputs.out.txt.executable")]
    [TestCase("\"stage\":\"package\"", "\"stage\":null", "found Null at $.stage")]
    [TestCase("\"outputs\":{", "\"outputs\":[", "found StartArray at $.outputs")]
    public async Task What_is_wrong_in_an_entry_is_said_with_its_place(string sound, string wrong, string said)
    {
        await world.RunAsync(Inputs);
        var path = world.EntryPath(Inputs.Key);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace(sound, wrong, StringComparison.Ordinal));

        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Ran));
        Assert.That(world.Warnings.Single(), Does.Contain(path).And.Contain(said));
    }

    [Test]
    public async Task An_entry_that_is_not_text_is_quarantined()
    {
        await world.RunAsync(Inputs);
        var path = world.EntryPath(Inputs.Key);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.AsSpan().IndexOf("out.txt"u8)] = 0xff;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Ran));
        Assert.That(world.Warnings.Single(), Does.Contain(path));
    }

    [Test]
    public async Task An_entry_of_another_key_is_not_believed()
    {
        var other = CacheWorld.Inputs(("setting:nodes", "2"));
        await world.RunAsync(Inputs);
        await world.RunAsync(other);
        File.Copy(world.EntryPath(other.Key), world.EntryPath(Inputs.Key), overwrite: true);

        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Ran));
    }

    [TestCase("../../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("a/../../b")]
    [TestCase("a//b")]
    public async Task An_entry_with_a_path_out_of_its_folder_is_not_believed(string name)
    {
        await world.RunAsync(Inputs);
        var path = world.EntryPath(Inputs.Key);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("out.txt", name, StringComparison.Ordinal));

        await world.RunAsync(Inputs);

        Assert.That(world.Warnings.Single(), Does.Contain("outside of its folder"));
    }

    [Test]
    public async Task Asking_for_a_damaged_blob_is_an_error_that_says_what_to_do()
    {
        var digest = (await world.RunAsync(Inputs)).Outputs["out.txt"].Digest;
        Overwrite.FlipLastByte(world.BlobPath(digest));

        Assert.That(
            () => world.Open().PathOf(digest),
            Throws.TypeOf<FairleadException>()
                .With.Property(nameof(FairleadException.ExitCode)).EqualTo(ExitCode.StageFailed)
                .And.Message.Contains("run the command again"));
    }

    [Test]
    public async Task An_unchanged_blob_is_not_read_again()
    {
        var result = await world.RunAsync(Inputs);
        await world.RunAsync(Inputs);
        var later = world.Open();

        await world.RunAsync(Inputs, cache: later);
        later.PathOf(result.Outputs["out.txt"].Digest);

        Assert.That(later.Files.FilesRead, Is.Zero);
    }

    public void Dispose() => world.Dispose();
}
