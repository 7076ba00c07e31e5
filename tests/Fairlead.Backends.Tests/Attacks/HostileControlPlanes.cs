using System.Net;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.KubeRay.Running;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Tests.Cloud.Http;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>Every answer of a control plane, damaged in every way: it is understood, or refused with exit code 4 or 7, and never shows a secret.</summary>
[Category(Attack.Category)]
public sealed class HostileControlPlanes
{
    private const string Token = """{"accessToken":"t0ken-sentinel","expiresIn":3600}""";
    private const int KnownOnes = 213;

    private static readonly HttpStatusCode[] Statuses =
        [HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.InternalServerError];

    private static CancellationToken Never => CancellationToken.None;

    private static readonly (string Answer, Func<RunAiApi, Task> Call)[] OfRunAi =
    [
        ("""{"projects":[{"id":"1","name":"lab","clusterId":"c"}]}""", api => api.ProjectAsync(Never)),
        ("""{"workloadId":"1"}""", api => api.CreateAsync(WorkloadType.Trainings, ApiBody.Json("{}"), Never)),
        ("""{"pods":[{"name":"p","k8sPhase":"Running","containers":[{"name":"c"}]}]}""", api => api.PodsAsync("1", Never)),
        ("""{"workspaceId":"1","actualPhase":"Running","phaseMessage":"m"}""", api => api.WorkspaceAsync("1", Never)),
    ];

    private static readonly (string Answer, Func<LeptonApi, Task> Call)[] OfLepton =
    [
        ("""{"metadata":{"id":"job"},"status":{"state":"Running","ready":1,"active":1,"failed":0,"succeeded":0,"completion_time":1795251421},"spec":{"completions":1}}""", api => api.FindJobAsync("job", Never)),
        ("""{"jobs":[{"metadata":{"id":"job"},"status":{"state":"Running"}}],"total":1}""", api => api.ListJobsAsync(new HashSet<string> { "job" }, Never)),
        ("""[{"metadata":{"id":"job-0-x","name":"n"}}]""", api => api.ReplicasAsync("job", Never)),
        ("""[{"metadata":{"id":"group","name":"n"}}]""", api => api.NodeGroupsAsync(Never)),
        ("""{"metadata":{"id":"ray","name":"ray"},"spec":{"suspend":false},"status":{"state":"Ready"}}""", api => api.FindRayClusterAsync("ray", Never)),
    ];

    private static readonly (string Answer, Func<KubeRayApi, Task> Call)[] OfKubernetes =
    [
        ("""{"metadata":{"name":"job","labels":{"a":"b"}},"status":{"jobStatus":"RUNNING","jobDeploymentStatus":"Running","rayClusterName":"c","endTime":"2026-11-01T10:00:00Z"}}""", api => api.FindAsync("job", Never)),
        ("""{"metadata":{"continue":""},"items":[{"metadata":{"name":"job"}}]}""", api => api.ListAsync(Never)),
        ("""{"items":[{"metadata":{"name":"pod"},"status":{"phase":"Running","startTime":"2026-11-01T10:00:00Z","containerStatuses":[{"state":{"waiting":{"reason":"r","message":"m"}}}]}}]}""", api => api.PodsAsync("a=b", Never)),
    ];

    [Test]
    public async Task Are_understood_or_refused_and_shown_no_secret()
    {
        var tried = 0;
        foreach (var (answer, call) in OfRunAi)
            tried += await FaceAsync(answer, server => WithRunAiAsync(server, call), ScriptedServer.Says(HttpStatusCode.OK, Token));
        tried += await FaceAsync(Token, server => WithRunAiAsync(server, api => api.LogInAsync(Never)));
        foreach (var (answer, call) in OfLepton)
            tried += await FaceAsync(answer, server => call(new LeptonApi(server.Client())));
        foreach (var (answer, call) in OfKubernetes)
            tried += await FaceAsync(answer, server => call(new KubeRayApi(server.Client(), "lab")));
        Attack.Tell($"{tried} answers of control planes");
        Assert.That(tried, Is.GreaterThan(KnownOnes));
    }

    private static async Task<int> FaceAsync(string answer, Func<ScriptedServer, Task> call, params Func<HttpResponseMessage>[] before)
    {
        using (var server = new ScriptedServer([.. before, ScriptedServer.Says(HttpStatusCode.OK, answer)]))
            await Assert.DoesNotThrowAsync(() => call(server), $"undamaged: {answer}");
        var tried = 0;
        foreach (var (what, text) in JsonDamage.Of(answer))
        {
            var status = Statuses[tried++ % Statuses.Length];
            using var server = new ScriptedServer([.. before, ScriptedServer.Says(tried % 2 == 0 ? HttpStatusCode.OK : status, text)]);
            try
            {
                await call(server);
            }
            catch (FairleadException exception)
            {
                Assert.That(exception.ExitCode, Is.AnyOf(ExitCode.SubmissionRefused, ExitCode.Unclear), $"{what}: {exception.Message}");
                Assert.That(exception.ToString(), Does.Not.Contain("sentinel"), what);
            }
            catch (Exception exception) when (exception is not AssertionException)
            {
                Assert.Fail($"{what}, {status}, of {answer}: {exception}");
            }
        }

        return tried;
    }

    private static async Task WithRunAiAsync(ScriptedServer server, Func<RunAiApi, Task> call)
    {
        using var directory = new TemporaryDirectory();
        await call(new RunAiApi(new RunAiSite(ScriptedServer.Root, "me", $"file:{directory.Write("secret", "s3cr3t-sentinel")}", "lab", "/data"), server.Connection()));
    }
}
