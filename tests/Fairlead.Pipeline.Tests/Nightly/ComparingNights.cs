using Fairlead.Pipeline.Nightly;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Nightly;

public sealed class ComparingNights
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 3, 0, 0, TimeSpan.Zero);

    [TestCase(2.0, 2.0, true)]
    [TestCase(2.0, 2.1, true)]
    [TestCase(2.0, 2.11, false)]
    [TestCase(2.0, 1.0, true)]
    [TestCase(2.0, double.NaN, false)]
    [TestCase(2.0, null, false)]
    [TestCase(null, null, true)]
    public void A_loss_may_rise_by_five_percent(double? before, double? now, bool fine) =>
        Assert.That(NightlyComparison.Regressions(Night(before, 10), Night(now, 10)).IsEmpty, Is.EqualTo(fine));

    [TestCase(10, 25, true)]
    [TestCase(10, 25.1, false)]
    [TestCase(100, 160, true)]
    [TestCase(100, 160.1, false)]
    public void A_job_may_take_half_its_time_and_ten_seconds_longer(double before, double now, bool fine) =>
        Assert.That(NightlyComparison.Regressions(Night(2, before), Night(2, now)).IsEmpty, Is.EqualTo(fine));

    [Test]
    public void A_failed_job_is_a_regression_even_on_the_first_night() =>
        Assert.That(NightlyComparison.Regressions(null, Night(null, 1, "exit code 7")).Single(), Is.EqualTo("nano3/sft failed: exit code 7"));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Training_that_diverged_has_failed_and_can_be_recorded(double loss)
    {
        var now = Night(2, 10) with { Results = [NightlyResult.Of("nano3/sft", "nano3-sft-1", loss, 1, null)] };
        Assert.That(NightlyComparison.Regressions(null, now).Single(), Is.EqualTo("nano3/sft failed: its loss is not finite"));
        Assert.That(NightlyReport.Parse(now.ToJson(), "night").Results.Single(), Is.EqualTo(now.Results.Single()));
    }

    [TestCase("", "$")]
    [TestCase("null", "$")]
    [TestCase("[]", "$")]
    [TestCase("{}", "results")]
    [TestCase("""{"started":"2026-11-16T03:00:00Z","profile":null,"host":"h","results":[],"regressions":[]}""", "$.profile")]
    [TestCase("""{"started":"yesterday","profile":"p","host":"h","results":[],"regressions":[]}""", "$.started")]
    [TestCase("""{"started":"2026-11-16T03:00:00Z","profile":"p","host":"h","results":[null],"regressions":[]}""", "$.results")]
    [TestCase("""{"started":"2026-11-16T03:00:00Z","profile":"p","host":"h","results":null,"regressions":[]}""", "$.results")]
    [TestCase("""{"started":"2026-11-16T03:00:00Z","profile":"p","host":"h","results":[{"recipe":"a","run":null,"loss":"2","seconds":1,"problem":null}],"regressions":[]}""", "$.results[0].loss")]
    public void A_record_that_is_none_names_file_and_place(string text, string place)
    {
        var exception = Assert.Throws<FairleadException>(() => NightlyReport.Parse(text, "nights/monday.json"));
        Assert.That(exception!.Message, Does.Contain("nights/monday.json").And.Contain(place));
        Assert.That(exception.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void A_new_recipe_has_nothing_to_be_compared_with()
    {
        var now = Night(2, 10) with { Results = [new NightlyResult("super3/sft", "run", 9, 99, null)] };
        Assert.That(NightlyComparison.Regressions(Night(2, 10), now), Is.Empty);
    }

    [Test]
    public void A_worse_night_is_never_what_the_next_is_held_against()
    {
        using var folder = new TemporaryDirectory();
        var record = new NightlyRecord(folder.File("nights"));
        Assert.That(record.LastGood("local", "here"), Is.Null);
        record.Add(Night(2, 10));
        record.Add(Night(3, 10) with { Started = Monday.AddDays(1), Regressions = ["worse"] });
        record.Add(Night(1, 10) with { Started = Monday.AddDays(2), Host = "elsewhere" });
        record.Add(Night(1, 10) with { Started = Monday.AddDays(3), Profile = "docker" });
        Assert.That(record.LastGood("local", "here")!.ToJson(), Is.EqualTo(Night(2, 10).ToJson()));
    }

    [Test]
    public void A_record_that_cannot_be_read_is_named()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.Write("nights/2026.json", "{}");
        var fault = Assert.Throws<FairleadException>(() => new NightlyRecord(folder.File("nights")).LastGood("local", "here"))!;
        Assert.That(fault.Message, Does.Contain(file));
    }

    private static NightlyReport Night(double? loss, double seconds, string? problem = null) =>
        new(Monday, "local", "here", [new NightlyResult("nano3/sft", "nano3-sft-1", loss, seconds, problem)]);
}
