using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed class Nights
{
    [Test]
    public async Task A_night_is_held_against_the_one_before()
    {
        using var workplace = new Workplace();
        string[] nightly = ["--target=Nightly", "--recipe=nano3/sft", "--json"];
        var first = JsonNode.Parse((await workplace.SucceedAsync(nightly)).Output)!;
        var loss = first["results"]![0]!["loss"]!.GetValue<double>();
        Assert.That(loss, Is.Positive);

        var second = JsonNode.Parse((await workplace.SucceedAsync(nightly)).Output)!;
        Assert.That(second["results"]![0]!["run"]!.GetValue<string>(), Is.Not.EqualTo(first["results"]![0]!["run"]!.GetValue<string>()));
        Assert.That(second["results"]![0]!["loss"]!.GetValue<double>(), Is.EqualTo(loss));

        foreach (var record in Directory.EnumerateFiles(Path.Combine(workplace.Runs, ".nightly"), "*.json"))
        {
            var better = JsonNode.Parse(await File.ReadAllTextAsync(record))!;
            better["results"]![0]!["loss"] = loss / 2;
            await File.WriteAllTextAsync(record, better.ToJsonString());
        }

        var error = await workplace.FailAsync(ExitCode.StageFailed, nightly);
        Assert.That(error, Does.Match("nano3/sft: loss .* more than 5 ?% worse"));
    }

    [Test]
    public async Task A_job_that_fails_fails_the_night()
    {
        using var workplace = new Workplace();
        await File.AppendAllTextAsync(Path.Combine(workplace.Recipes, "nano3/sft/train.py"), "\nraise SystemExit(7)\n");
        Assert.That(await workplace.FailAsync(ExitCode.StageFailed, "--target=Nightly", "--recipe=nano3/sft"), Does.Contain("nano3/sft failed"));
    }
}
