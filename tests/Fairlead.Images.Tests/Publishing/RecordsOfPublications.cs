using Fairlead.Images.Publishing;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class RecordsOfPublications : IDisposable
{
    private static readonly RepositoryName Repository = RepositoryName.Parse("registry.example.net:5000/team/nano3-sft");
    private static readonly DateTimeOffset Moment = new(2026, 1, 15, 9, 30, 0, TimeSpan.FromHours(1));
    private readonly TemporaryDirectory folder = new();

    [Test]
    public void A_record_holds_the_digests_and_is_read_as_it_was_written()
    {
        var record = Record(Repository, Moment);
        var path = Records.Add(record);
        Assert.That(Path.GetFileName(path), Does.StartWith("20260115T083000.0000000Z-registry.example.net_5000_team_nano3-sft-"));
        Assert.That(File.ReadAllText(path), Is.EqualTo($$"""
            {
              "configDigest": "sha256:{{Digest.Of("config")}}",
              "manifestDigest": "sha256:{{Digest.Of("manifest")}}",
              "publishedUtc": "2026-01-15T08:30:00.0000000Z",
              "pushed": true,
              "repository": "registry.example.net:5000/team/nano3-sft",
              "schema": 1,
              "sizeBytes": 4711,
              "tags": [
                "1.4.2",
                "latest"
              ]
            }

            """));
        var read = Records.Latest(Repository)!;
        Assert.That(read.Tags, Is.EqualTo(record.Tags));
        Assert.That(read with { Tags = record.Tags }, Is.EqualTo(record));
    }

    [Test]
    public void The_latest_of_a_repository_is_found_among_others()
    {
        Assert.That(Records.Latest(Repository), Is.Null);
        Records.Add(Record(Repository, Moment.AddMinutes(1)) with { SizeBytes = 2 });
        Records.Add(Record(Repository, Moment));
        Records.Add(Record(RepositoryName.Parse("registry.example.net/other"), Moment.AddMinutes(2)));
        Assert.That(Records.Latest(Repository)!.SizeBytes, Is.EqualTo(2));
    }

    [Test]
    public void Two_records_of_one_moment_are_both_kept()
    {
        Records.Add(Record(RepositoryName.Parse("registry.example.net/a/b"), Moment));
        Records.Add(Record(RepositoryName.Parse("registry.example.net/a_b"), Moment));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_damaged_record_is_named_and_hides_no_later_one()
    {
        var damaged = folder.Write("20260115T083000.0000000Z-x-00000000.json", "{\"schema\":2}");
        var fault = Assert.Throws<FairleadException>(() => Records.Latest(Repository))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Unclear));
        Assert.That(fault.Problem, Does.Contain(damaged).And.Contain("found schema 2"));
        Records.Add(Record(Repository, Moment.AddMinutes(1)));
        Assert.That(Records.Latest(Repository), Is.Not.Null);
    }

    [TestCase("{", "$")]
    [TestCase("null", "schema")]
    [TestCase("""{"schema":1}""", "repository")]
    [TestCase("""{"schema":1,"repository":7}""", "$.repository")]
    [TestCase("""{"schema":1,"repository":"registry.example.net/a","manifestDigest":null}""", "$.manifestDigest")]
    [TestCase("""{"schema":1,"repository":"registry.example.net/a","publishedUtc":"yesterday"}""", "$.publishedUtc")]
    public void What_is_wrong_in_a_record_is_said_with_its_place(string text, string place)
    {
        var damaged = folder.Write("20260115T083000.0000000Z-x-00000000.json", text);
        var fault = Assert.Throws<FairleadException>(() => Records.Latest(Repository))!;
        Assert.That(fault.Problem, Does.Contain(damaged).And.Contain(place));
    }

    public void Dispose() => folder.Dispose();

    private PublishRecords Records => new(folder.Path);

    private static PublishRecord Record(RepositoryName repository, DateTimeOffset moment) =>
        new(repository, Digest.Of("manifest"), Digest.Of("config"), ["1.4.2", "latest"], 4711, Pushed: true, moment);
}
