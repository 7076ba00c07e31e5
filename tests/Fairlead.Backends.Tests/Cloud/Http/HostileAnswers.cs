using System.Net;
using System.Net.Http.Headers;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.KubeRay.Running;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Primitives;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Cloud.Http.ScriptedServer;

namespace Fairlead.Backends.Tests.Cloud.Http;

/// <summary>Answers that are not what a platform documents: an error that names the request, never a crash, and never one that shows a secret.</summary>
public sealed class HostileAnswers
{
    private const string Sentinel = "s3cr3t-sentinel";
    private const string Token = "t0ken-sentinel";

    [TestCase("""{"projects":[null]}""")]
    [TestCase("""{"projects":[{"id":null,"name":"lab","clusterId":"c"}]}""")]
    [TestCase("""{"projects":[{"id":"1","name":null,"clusterId":"c"}]}""")]
    [TestCase("""{"projects":[{"id":"1","name":"lab"}]}""")]
    [TestCase("""{"projects":[{"id":1,"name":"lab","clusterId":"c"}]}""")]
    [TestCase("""{"projects":{"id":"1"}}""")]
    [TestCase("""{"projects":"lab"}""")]
    [TestCase("""{"projects":[{"id":"\ud800","name":"lab","clusterId":"c"}]}""")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"\\ud800\"")]
    [TestCase("")]
    [TestCase("<html>proxy</html>")]
    public async Task A_page_of_projects_that_is_none_says_so(string body) =>
        Says(await FaultOfAsync(body, (api, stop) => api.ProjectAsync(stop)), "GET https://control.test/api/v1/org-unit/projects");

    [TestCase("""{"workloads":[null]}""")]
    [TestCase("""{"workloads":[{"id":"1","name":null}]}""")]
    [TestCase("""{"workloads":[{"name":"job"}]}""")]
    [TestCase("""{"workloads":[{"id":"1","name":"job","runningPods":"2"}]}""")]
    [TestCase("""{"workloads":7}""")]
    [TestCase("""{"workloads":[[]]}""")]
    public async Task A_page_of_workloads_that_is_none_says_so(string body)
    {
        using var server = new ScriptedServer(Answers(Good), Answers("""{"projects":[{"id":"1","name":"lab","clusterId":"c"}]}"""), Answers(body));
        await WithRunAiAsync(server, async api => Says(await ThrownAsync(() => api.FindAsync("job", CancellationToken.None)), "GET https://control.test/api/v1/workloads"));
    }

    [TestCase("{}")]
    [TestCase("""{"workloadId":null}""")]
    [TestCase("""{"workloadId":7}""")]
    public async Task A_creation_without_an_id_may_have_happened(string body)
    {
        var fault = await FaultOfAsync(body, (api, stop) => api.CreateAsync(WorkloadType.Trainings, ApiBody.Json("{}"), stop));
        Says(fault, "POST https://control.test/api/v1/workloads/trainings");
        Assert.That(((ApiFaultException)fault).Fault.MayHaveHappened, Is.True);
    }

    [TestCase("{}")]
    [TestCase("""{"metadata":{}}""")]
    [TestCase("""{"metadata":null}""")]
    [TestCase("""{"metadata":{"id":"job"},"status":{"completion_time":9223372036854775807}}""")]
    [TestCase("""{"metadata":{"id":"job"},"status":{"ready":99999999999}}""")]
    [TestCase("""{"metadata":{"id":"job"},"status":"Running"}""")]
    public async Task A_job_of_Lepton_that_is_none_says_so(string body) =>
        Says(await OfLeptonAsync(body, api => api.FindJobAsync("job", CancellationToken.None)), "GET https://control.test/api/v1/jobs/job");

    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("""{"jobs":[null]}""")]
    [TestCase("""{"jobs":"none"}""")]
    [TestCase("""[{"metadata":{}}]""")]
    public async Task A_page_of_jobs_that_is_none_says_so(string body) =>
        Says(await OfLeptonAsync(body, api => api.ListJobsAsync(new HashSet<string> { "job" }, CancellationToken.None)), "GET https://control.test/api/v1/jobs");

    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("null")]
    [TestCase("""[{"metadata":{"id":null}}]""")]
    public async Task Node_groups_that_are_none_say_so(string body) =>
        Says(await OfLeptonAsync(body, api => api.NodeGroupsAsync(CancellationToken.None)), "GET https://control.test/api/v1/dedicated-node-groups");

    [TestCase("{}")]
    [TestCase("""{"metadata":{"name":null}}""")]
    [TestCase("""{"metadata":{"name":"job"},"status":{"endTime":"soon"}}""")]
    public async Task A_RayJob_that_is_none_says_so(string body) =>
        Says(await OfKubernetesAsync(body, api => api.FindAsync("job", CancellationToken.None)), "GET https://control.test/api/v1/apis/ray.io/v1/namespaces/lab/rayjobs/job");

    [TestCase("""{"items":[null]}""")]
    [TestCase("""{"items":[{}]}""")]
    [TestCase("""{"items":[{"metadata":{"name":"pod"},"status":{"containerStatuses":[null]}}]}""")]
    public async Task Pods_that_are_none_say_so(string body) =>
        Says(await OfKubernetesAsync(body, api => api.PodsAsync("a=b", CancellationToken.None)), "GET https://control.test/api/v1/api/v1/namespaces/lab/pods");

    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.InternalServerError)]
    public async Task A_character_set_that_is_none_changes_nothing(HttpStatusCode status)
    {
        using var server = new ScriptedServer(() => Bogus(status));
        var asking = () => server.Client().GetAsync("jobs", AnyJson.Default.JsonObject, CancellationToken.None);
        if (status == HttpStatusCode.OK)
            Assert.That((await asking())["message"]!.GetValue<string>(), Is.EqualTo("no röom"));
        else
            Assert.That((await ThrownAsync(asking)).Message, Does.Contain("no röom"));
    }

    [TestCase("""{"message":"\ud800"}""")]
    [TestCase("""{"error":{"message":"\udc00"}}""")]
    [TestCase("""{"\ud800":1,"message":"x"}""")]
    [TestCase("""{"message":7}""")]
    [TestCase("""{"message":null}""")]
    [TestCase("[]")]
    [TestCase("")]
    public async Task A_refusal_in_no_words_is_a_refusal(string body)
    {
        using var server = new ScriptedServer(ScriptedServer.Says(HttpStatusCode.BadRequest, body));
        var fault = await ThrownAsync(() => server.Client().GetAsync("jobs", AnyJson.Default.JsonObject, CancellationToken.None));
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(fault.Message, Does.Contain("GET https://control.test/api/v1/jobs: answered 400 BadRequest"));
    }

    [TestCase("""{"accessToken":"t0ken-sentinel","expiresIn":3600.5}""")]
    [TestCase("""{"accessToken":"t0ken-sentinel","expiresIn":"soon"}""")]
    [TestCase("""{"accessToken":"t0ken-sentinel","expiresIn":36""")]
    [TestCase("""{"accessToken":"t0ken-sentinel""")]
    [TestCase("""{"accessToken":"t0ken-sentinel\n"}""")]
    [TestCase("""{"accessToken":"t0ken-sentinel\u0000"}""")]
    [TestCase("""{"accessToken":"t0ken-sentinel\ud800"}""")]
    [TestCase("""{"accessToken":["t0ken-sentinel"]}""")]
    [TestCase("""{"access_token":"t0ken-sentinel"}""")]
    [TestCase("""{"t0ken-sentinel":{"a":}}""")]
    [TestCase("""["t0ken-sentinel"]""")]
    [TestCase("t0ken-sentinel")]
    [TestCase("""{"accessToken":""}""")]
    [TestCase("""{"accessToken":null}""")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("")]
    public async Task A_token_answer_that_is_none_is_never_shown(string body)
    {
        using var server = new ScriptedServer(Answers(body));
        await WithRunAiAsync(server, async api =>
        {
            var fault = await ThrownAsync(() => api.ProjectAsync(CancellationToken.None));
            Says(fault, "POST https://control.test/api/v1/token");
            Assert.That(fault.Message, Does.Contain("it is not shown, for it may hold a credential"));
            Assert.That(fault.ToString(), Does.Not.Contain("sentinel"));
            Assert.That(server.Asked.Select(asked => asked.Call), Is.All.EqualTo("POST /api/v1/token"), "nothing is asked without a token");
        });
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.InternalServerError)]
    public async Task A_refused_token_shows_the_message_at_most(HttpStatusCode status)
    {
        using var server = new ScriptedServer(ScriptedServer.Says(status, $$"""{"accessToken":"{{Token}}"}"""));
        await WithRunAiAsync(server, async api => Assert.That((await ThrownAsync(() => api.LogInAsync(CancellationToken.None))).ToString(), Does.Not.Contain("sentinel")));
    }

    [TestCase("t0ken-sentinel")]
    [TestCase("""{"message":"who is t0ken-sentinel?"}""")]
    [TestCase("""{"projects":[{"t0ken-sentinel":1}]}""")]
    public async Task A_token_that_was_received_is_masked_in_what_the_server_says_later(string body)
    {
        Assert.That((await FaultOfAsync(body, (api, stop) => api.CreateAsync(WorkloadType.Trainings, ApiBody.Json("{}"), stop))).ToString(), Does.Not.Contain(Token));
        using var server = new ScriptedServer(Answers(Good), ScriptedServer.Says(HttpStatusCode.BadRequest, body));
        await WithRunAiAsync(server, async api => Assert.That((await ThrownAsync(() => api.ProjectAsync(CancellationToken.None))).ToString(), Does.Not.Contain(Token)));
    }

    [TestCase("a\"b+c/d\\e")]
    [TestCase("two  words\nand a line")]
    public async Task A_secret_is_masked_however_it_is_written(string secret)
    {
        foreach (var echo in new[] { secret, System.Text.Json.JsonSerializer.Serialize(secret), Uri.EscapeDataString(secret) })
        {
            using var server = new ScriptedServer(ScriptedServer.Says(HttpStatusCode.BadRequest, $"found [{echo.Trim('"')}] here"));
            var fault = await ThrownAsync(() => server.Client().CreateAsync("jobs", ApiBody.Json("{}", new Secret(secret)), AnyJson.Default.JsonObject, CancellationToken.None));
            Assert.That(fault.Message, Does.Contain("found [***] here"));
        }
    }

    private static string Good => $$"""{"accessToken":"{{Token}}","expiresIn":3600}""";

    private static Func<HttpResponseMessage> Answers(string body) => ScriptedServer.Says(HttpStatusCode.OK, body);

    private static HttpResponseMessage Bogus(HttpStatusCode status)
    {
        var content = new ByteArrayContent("""{"message":"no röom"}"""u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "bogus" };
        return new HttpResponseMessage(status) { Content = content };
    }

    private static void Says(FairleadException fault, string request)
    {
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused).Or.EqualTo(ExitCode.Unclear));
        Assert.That(fault.Message, Does.StartWith(request).And.Contain("expected JSON"));
    }

    private static async Task<FairleadException> FaultOfAsync(string body, Func<RunAiApi, CancellationToken, Task> call)
    {
        using var server = new ScriptedServer(Answers(Good), Answers(body));
        FairleadException? fault = null;
        await WithRunAiAsync(server, async api => fault = await ThrownAsync(() => call(api, CancellationToken.None)));
        return fault!;
    }

    private static async Task WithRunAiAsync(ScriptedServer server, Func<RunAiApi, Task> use)
    {
        using var directory = new TemporaryDirectory();
        await use(new RunAiApi(new RunAiSite(Root, "me", $"file:{directory.Write("secret", Sentinel)}", "lab", "/data"), server.Connection()));
    }

    private static async Task<FairleadException> OfLeptonAsync(string body, Func<LeptonApi, Task> call)
    {
        using var server = new ScriptedServer(Answers(body));
        return await ThrownAsync(() => call(new LeptonApi(server.Client())));
    }

    private static async Task<FairleadException> OfKubernetesAsync(string body, Func<KubeRayApi, Task> call)
    {
        using var server = new ScriptedServer(Answers(body));
        return await ThrownAsync(() => call(new KubeRayApi(server.Client(), "lab")));
    }

    private static async Task<FairleadException> ThrownAsync(Func<Task> call) => (await Assert.ThrowsAsync<ApiFaultException>(() => call()))!;
}
