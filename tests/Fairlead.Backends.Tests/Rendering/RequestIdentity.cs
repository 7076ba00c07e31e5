using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests.Rendering;

public sealed class RequestIdentity
{
    [Test]
    public void Equal_jobs_are_equal_bytes() =>
        Assert.That(JobRequestJson.Write(Jobs.Render(Jobs.Plain with { Nodes = 1 })), Is.EqualTo(JobRequestJson.Write(Jobs.Render(Jobs.Plain))));

    [Test]
    public void A_request_reads_back_from_its_text_with_the_same_key()
    {
        var request = Jobs.Render(Jobs.Plain with { Secrets = Jobs.Plain.Secrets.Add("TOKEN", new("env", "HF_TOKEN")) });
        Assert.That(Known.Read(JobRequestJson.Write(request)).Key, Is.EqualTo(request.Key));
    }

    [TestCase("not json")]
    [TestCase("{}")]
    [TestCase("""{"schema": 99}""")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(Assert.Throws<FairleadException>(() => Known.Read(text))!.ExitCode, Is.EqualTo(ExitCode.Usage));

    [Test]
    public void A_different_setting_is_a_different_request() =>
        Assert.That(Jobs.Render(Jobs.Plain with { Nodes = 2 }).Name, Is.Not.EqualTo(Jobs.Render(Jobs.Plain).Name));

    [TestCase("nano3/sft", "nano3-sft-")]
    [TestCase("Nano3/data/prep/a_very.long/stage-name", "nano3-data-prep-a-ver-")]
    [TestCase("3d/x", "job-3d-x-")]
    public void A_name_is_cut_on_purpose_and_keeps_its_hash(string recipe, string start)
    {
        var name = JobName.Of(recipe, Digest.Of("x"));
        Assert.That(name, Does.StartWith(start).And.EndWith(Digest.Of("x").ToString()[..12]).And.Match("^[a-z][a-z0-9-]*[a-z0-9]$"));
        Assert.That(name, Has.Length.LessThanOrEqualTo(JobName.MaximumLength));
    }
}
