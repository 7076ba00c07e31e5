using Fairlead.Backends.Tests.Contract;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>Every member of every record of a run, damaged in every way: it is read or named, and hides nothing else.</summary>
[Category(Attack.Category)]
[TestFixture(Subject.Local)]
[TestFixture(Subject.Docker)]
[TestFixture(Subject.SlurmFromTheLoginNode)]
[TestFixture(Subject.Lepton)]
[TestFixture(Subject.DgxCloud)]
public sealed class DamagedRecordsOfRuns(Subject backend) : ContractTest(backend)
{
    private readonly string name = $"{backend}";

    [Test]
    public void Are_read_or_named_and_hide_no_other_run()
    {
        var good = workshop.Ledger.Begin(workshop.Job("true").Request, workshop.Target, attempt: 1);
        var run = workshop.Ledger.Begin(workshop.Job("true # another").Request, workshop.Target, attempt: 1);
        var final = Runs.Ledger.RunLedger.Save(run with { BackendId = "id", Submitted = DateTimeOffset.UnixEpoch, Final = new RunStatus(RunState.Failed, "word", "reason", 3, 1, DateTimeOffset.UnixEpoch) });
        var record = Path.Combine(run.Directory, "run.json");
        var (tried, named) = (0, 0);
        foreach (var (what, text) in JsonDamage.Of(File.ReadAllText(record)))
        {
            File.WriteAllText(record, text);
            var contents = workshop.Ledger.Read();
            Assert.That(contents.Runs.Select(known => known.Id), Has.Member(good.Id), what);
            var isRead = contents.Runs.Any(known => known.Id == final.Id);
            Assert.That(isRead || contents.Damaged.Single().Contains(record, StringComparison.Ordinal), what);
            tried++;
            named += isRead ? 0 : 1;
        }

        Attack.Tell($"{tried} damaged run.json of {name}, {named} of them named");
        File.Delete(record);
    }

    [Test]
    public void Requests_are_read_or_refused_with_their_path()
    {
        var (request, _) = workshop.Job("true");
        var tried = 0;
        foreach (var (what, text) in JsonDamage.Of(JobRequestJson.Write(request)))
        {
            tried++;
            try
            {
                JobRequestJson.Read(text, "/ledger/request.json", Known.Backends);
            }
            catch (FairleadException exception)
            {
                Assert.That(exception.Message, Does.Contain("/ledger/request.json"), what);
            }
            catch (Exception exception) when (exception is not AssertionException)
            {
                Assert.Fail($"{what}: {exception}");
            }
        }

        Attack.Tell($"{tried} damaged requests of {name}");
    }
}
