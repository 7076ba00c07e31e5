using Fairlead.Backends;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Testing;

namespace Fairlead.Runs.Tests;

/// <summary>One record that is not what the ledger writes is one line with its path; all other runs are there.</summary>
public sealed class DamagedRecords
{
    private const string Good = """
        {"schema":2,"id":"good-1","name":"good-1","attempt":1,"recipe":"nano3/sft","config":"tiny","profile":"local","executor":"local","created":"2026-11-01T10:00:00+00:00"}
        """;

    private TemporaryDirectory directory = null!;

    [SetUp]
    public void Open()
    {
        directory = new TemporaryDirectory();
        directory.Write("good-1/run.json", Good);
    }

    [TearDown]
    public void Close() => directory.Dispose();

    [TestCase("", TestName = "A record of no bytes")]
    [TestCase("null", TestName = "A record that is null")]
    [TestCase("[]", TestName = "A record that is a list")]
    [TestCase("{}", TestName = "A record without members")]
    [TestCase("{\"schema\":2", TestName = "A record that breaks off")]
    public void Is_named_and_hides_no_other_run(string record) => AssertNamed(record);

    [TestCase("\"id\":\"bad-1\"", "\"id\":null", TestName = "No id")]
    [TestCase("\"id\":\"bad-1\"", "\"id\":7", TestName = "A number for an id")]
    [TestCase("\"id\":\"bad-1\"", "\"id\":\"../../../evil\"", TestName = "An id that leads out of the ledger")]
    [TestCase("\"id\":\"bad-1\"", "\"id\":\"good-1\"", TestName = "The id of another run")]
    [TestCase("\"id\":\"bad-1\"", "\"id\":\"bad-1\",\"id\":\"bad-1\"", TestName = "An id twice")]
    [TestCase("\"schema\":2", "\"schema\":99", TestName = "A schema of another version")]
    [TestCase("\"schema\":2", "\"schema\":\"two\"", TestName = "A schema that is no number")]
    [TestCase("\"attempt\":1", "\"attempt\":2", TestName = "The attempt of another id")]
    [TestCase("\"attempt\":1", "\"attempt\":1e99", TestName = "An attempt beyond all numbers")]
    [TestCase("\"executor\":\"local\"", "\"executor\":\"abacus\"", TestName = "An executor that is not here")]
    [TestCase("\"executor\":\"local\"", "\"executor\":\"slurm\"", TestName = "A cluster without its site")]
    [TestCase("\"executor\":\"local\"", "\"executor\":\"local\",\"site\":{\"directory\":\"/jobs\"}", TestName = "A site where none belongs")]
    [TestCase("\"recipe\":\"nano3/sft\",", "", TestName = "No recipe")]
    [TestCase("\"recipe\":\"nano3/sft\"", "\"recipe\":\"nano3/sft\",\"unheard_of\":1", TestName = "A member that nobody knows")]
    [TestCase("\"created\":\"2026-11-01T10:00:00+00:00\"", "\"created\":\"yesterday\"", TestName = "No moment")]
    [TestCase("\"created\"", "\"final\":{\"state\":5,\"backend_word\":\"x\"},\"created\"", TestName = "A state by its number")]
    [TestCase("\"created\"", "\"final\":{},\"created\"", TestName = "An end without a state")]
    public void With_one_wrong_member_is_named_and_hides_no_other_run(string member, string wrong) =>
        AssertNamed(Good.Replace("good-1", "bad-1", StringComparison.Ordinal).Replace(member, wrong, StringComparison.Ordinal));

    [Test]
    public void Larger_than_any_record_is_named() => AssertNamed(new string(' ', (1 << 20) + 1));

    [Test]
    public async Task A_pipe_in_its_place_is_named_and_nobody_waits_for_it()
    {
        Directory.CreateDirectory(directory.File("bad-1"));
        await ChildProcess.RunAsync("mkfifo", [directory.File("bad-1/run.json")]);
        AssertNamed(record: null);
    }

    [Test]
    public void Alone_in_a_ledger_it_is_no_empty_ledger()
    {
        File.Delete(directory.File("good-1/run.json"));
        directory.Write("bad-1/run.json", "{}");
        Assert.That(() => Ledger.Get(null), Throws.InstanceOf<FairleadException>().With.Message.Contains(directory.File("bad-1/run.json")));
    }

    private RunLedger Ledger => new(directory.Path, KnownBackends.All(TimeProvider.System), TimeProvider.System);

    private void AssertNamed(string? record)
    {
        if (record is not null)
            directory.Write("bad-1/run.json", record);
        var contents = Ledger.Read();
        Assert.That(contents.Runs.Select(run => run.Id), Is.EqualTo(new[] { "good-1" }));
        Assert.That(contents.Damaged, Is.EqualTo(new[] { contents.Damaged[0] }).And.All.Contains(directory.File("bad-1/run.json")));
    }
}
