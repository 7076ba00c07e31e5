using System.Net;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed class LimitTests : IAsyncDisposable
{
    private static readonly TestCaseData<Action<JsonObject>, string>[] BadSpecs =
    [
        new(spec => spec["args"] = $"'{new string('x', 9_999)}'", "10001 characters") { TestName = "Args that are too long" },
        new(spec => spec["args"] = "'open", "quotes") { TestName = "A quote that is not closed" },
        new(spec => spec.Remove("image"), "spec.image") { TestName = "No image" },
        new(ShellWorkload.WithVariable("BIG", new string('x', 10_001)), "BIG has 10001") { TestName = "A value that is too long" },
        new(ShellWorkload.WithVariable("", "x"), "needs a name") { TestName = "A variable without a name" },
        new(spec => spec["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = "TOKEN", ["value"] = "x", ["secret"] = new JsonObject() }), "either a value or a secret") { TestName = "A value and a secret" },
        new(spec => spec["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = "TOKEN" }), "either a value or a secret") { TestName = "Neither a value nor a secret" },
        new(spec => spec["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = "TOKEN", ["secret"] = new JsonObject { ["name"] = "none", ["key"] = "k" } }), "does not exist") { TestName = "An unknown secret" },
        new(spec => spec["storage"] = new JsonObject { ["pvc"] = new JsonArray(new JsonObject { ["path"] = "/data" }) }, "claimName") { TestName = "A volume without its claim" },
        new(spec => spec["storage"] = new JsonObject { ["pvc"] = new JsonArray(new JsonObject { ["claimName"] = "data", ["path"] = "data" }) }, "absolute path") { TestName = "A volume at a relative path" },
    ];

    private static readonly TestCaseData<string, bool>[] Names =
    [
        new("a", true), new(new string('a', 63), true), new(new string('a', 64), false), new("Upper", false), new("under_score", false), new("-a", false), new("a-", false), new("a.b", false), new("", false),
    ];

    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync(options => options with { RunPods = false });

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [TestCaseSource(nameof(BadSpecs))]
    public async Task A_bad_specification_is_refused(Action<JsonObject> change, string message)
    {
        var (status, body) = await client.PostAsync("api/v1/workloads/trainings", ShellWorkload.Create("job", "exit 0", change));

        Assert.That((status, client.Cloud.RunAi.Workloads), Is.EqualTo((HttpStatusCode.BadRequest, 0)), $"{body}");
        Assert.That((string?)body["message"], Does.Contain(message));
    }

    [Test]
    public async Task Args_and_values_of_ten_thousand_characters_are_taken()
    {
        void Longest(JsonObject spec)
        {
            spec["args"] = new string('x', 10_000);
            ShellWorkload.WithVariable("BIG", new string('x', 10_000))(spec);
        }

        Assert.That(await client.StartTrainingAsync("", change: Longest), Is.Not.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public async Task Names_are_labels_of_at_most_63_characters(string name, bool taken)
    {
        var (status, _) = await client.PostAsync("api/v1/workloads/trainings", ShellWorkload.Create(name, "exit 0"));

        Assert.That(status, Is.EqualTo(taken ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_name_is_taken_once_per_project()
    {
        await client.StartTrainingAsync("exit 0");

        var (status, body) = await client.PostAsync("api/v1/workloads/workspaces", ShellWorkload.Create("job", "exit 0"));

        Assert.That((status, (string?)body["message"]), Is.EqualTo((HttpStatusCode.Conflict, "a workload named job exists in the project emulator")));
    }

    [Test]
    public async Task A_prefix_gets_a_suffix_and_may_come_again()
    {
        var body = ShellWorkload.Create("job", "exit 0");
        body["useGivenNameAsPrefix"] = true;

        var (_, first) = await client.PostAsync("api/v1/workloads/trainings", body);
        var (_, second) = await client.PostAsync("api/v1/workloads/trainings", body);

        Assert.That(new[] { (string?)first["name"], (string?)second["name"] }, Is.Unique.And.All.Match("^job-[a-z0-9]{5}$"));
        Assert.That((string?)first["requestedName"], Is.EqualTo("job"));
    }

    [TestCase("projectId", "2")]
    [TestCase("clusterId", "c0ffee00-0000-4000-8000-000000000002")]
    public async Task An_unknown_project_or_cluster_is_refused(string field, string value)
    {
        var body = ShellWorkload.Create("job", "exit 0");
        body[field] = value;

        var (status, _) = await client.PostAsync("api/v1/workloads/trainings", body);

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("numWorkers")]
    [TestCase("distributedFramework")]
    public async Task A_distributed_workload_needs_its_framework_and_workers(string missing)
    {
        var (status, body) = await client.PostAsync("api/v1/workloads/distributed", ShellWorkload.CreateDistributed("job", "exit 0", workers: 2, spec => spec.Remove(missing)));

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)body["message"], Does.Contain(missing));
    }

    [Test]
    public async Task A_body_that_is_no_object_is_refused()
    {
        using var content = new StringContent("[");
        using var answer = await client.Http.PostAsync(new Uri("api/v1/workloads/trainings", UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
