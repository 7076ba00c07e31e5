using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;
using static Fairlead.Backends.Tests.Cloud.Http.ScriptedServer;

namespace Fairlead.Backends.Tests.Cloud.Http;

/// <summary>Calls: what is repeated, what is not, and what is said of those that fail.</summary>
public sealed partial class TalkingToControlPlanes
{
    private static JsonTypeInfo<JsonObject> Any => AnyJson.Default.JsonObject;

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.BadGateway)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task What_passes_is_asked_again(HttpStatusCode status)
    {
        using var server = new ScriptedServer(Says(status), Says(status), Says(HttpStatusCode.OK, """{"a":1}"""));
        var answer = await server.Client().GetAsync("jobs", Any, CancellationToken.None);
        Assert.That(answer["a"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(server.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_does_not_pass_is_given_up_after_five_attempts()
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.ServiceUnavailable, """{"message":"down for repair"}"""));
        var fault = await FaultOfAsync(client => client.GetAsync("jobs", Any, CancellationToken.None), server);
        Assert.Multiple(() =>
        {
            Assert.That(server.Asked, Has.Count.EqualTo(5));
            Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Unclear));
            Assert.That(fault.Message, Does.Contain("GET https://control.test/api/v1/jobs: answered 503 ServiceUnavailable: down for repair"));
        });
    }

    [TestCase(HttpStatusCode.BadRequest, ApiFaultKind.Invalid)]
    [TestCase(HttpStatusCode.Unauthorized, ApiFaultKind.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden, ApiFaultKind.Forbidden)]
    [TestCase(HttpStatusCode.NotFound, ApiFaultKind.NotFound)]
    [TestCase(HttpStatusCode.Conflict, ApiFaultKind.Conflict)]
    [TestCase(HttpStatusCode.UnprocessableEntity, ApiFaultKind.Invalid)]
    [TestCase(HttpStatusCode.Found, ApiFaultKind.Invalid)]
    public async Task A_refusal_is_final_and_has_changed_nothing(HttpStatusCode status, object kind)
    {
        using var server = new ScriptedServer(Says(status));
        var fault = await FaultOfAsync(client => client.SendAsync(HttpMethod.Post, "jobs/1/suspend", ApiBody.None, CancellationToken.None), server);
        Assert.Multiple(() =>
        {
            Assert.That(server.Asked, Has.Count.EqualTo(1));
            Assert.That(fault.Fault.Kind, Is.EqualTo(kind));
            Assert.That(fault.Fault.MayHaveHappened, Is.False);
            Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        });
    }

    [TestCase(HttpRequestError.ConnectionError, false)]
    [TestCase(HttpRequestError.NameResolutionError, false)]
    [TestCase(HttpRequestError.ResponseEnded, true)]
    public async Task A_creation_is_never_repeated_and_says_whether_it_may_have_happened(HttpRequestError error, bool mayHaveHappened)
    {
        using var server = new ScriptedServer(Breaks(error));
        var fault = await FaultOfAsync(client => client.CreateAsync("jobs", ApiBody.Json("{}"), Any, CancellationToken.None), server);
        Assert.That(server.Asked, Has.Count.EqualTo(1));
        Assert.That(fault.Fault.MayHaveHappened, Is.EqualTo(mayHaveHappened));
    }

    [Test]
    public async Task An_answer_that_is_not_JSON_is_quoted()
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.Accepted, "<html>proxy</html>"));
        var fault = await FaultOfAsync(client => client.CreateAsync("jobs", ApiBody.Json("{}"), Any, CancellationToken.None), server);
        Assert.That(fault.Message, Does.Contain("expected JSON, found '<html>proxy</html>'"));
        Assert.That(fault.Fault.MayHaveHappened, Is.True);
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        using var silent = new SilentServer();
        using var http = new HttpClient(silent, disposeHandler: false);
        var client = new ApiClient(Root, new NoCredentials(""), new ApiConnection(http, TimeSpan.FromMilliseconds(20), new Testing.HastyTime(1000)));
        var fault = await Assert.ThrowsAsync<ApiFaultException>(() => client.CreateAsync("jobs", ApiBody.Json("{}"), Any, CancellationToken.None));
        Assert.That(fault!.Message, Does.Contain("no answer within"));
        Assert.That(fault.Fault.MayHaveHappened, Is.True);
    }

    [Test]
    public async Task The_words_of_a_server_come_without_secrets()
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.BadRequest, """{"error":{"message":"value hunter2 of TOKEN, sent with bearer-1, is wrong"}}"""));
        var fault = await FaultOfAsync(
            client => client.CreateAsync("jobs", ApiBody.Json("""{"v":"hunter2"}""", new Secret("hunter2")), Any, CancellationToken.None), server, new Tokens("bearer-1"));
        Assert.That(fault.ToString(), Does.Contain("value *** of TOKEN, sent with ***, is wrong").And.Not.Contain("hunter2").And.Not.Contain("bearer-1"));
    }

    [Test]
    public async Task A_refused_token_is_renewed_once()
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.Unauthorized), Says(HttpStatusCode.OK));
        await server.Client(new Tokens("old", "new")).CreateAsync("jobs", ApiBody.Json("{}"), Any, CancellationToken.None);
        Assert.That(server.Asked.Select(call => call.Token), Is.EqualTo(new[] { "old", "new" }));
    }

    [TestCase(3600, 60)]
    [TestCase(7, 7)]
    public async Task A_server_that_asks_for_a_pause_gets_it_within_reason(int wish, int granted)
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(wish)), Says(HttpStatusCode.OK));
        var time = new RecordedPauses();
        await new ApiClient(Root, new NoCredentials(""), server.Connection(time)).GetAsync("jobs", Any, CancellationToken.None);
        Assert.That(time.Pauses, Is.EqualTo(new[] { TimeSpan.FromSeconds(granted) }));
    }

    private static async Task<ApiFaultException> FaultOfAsync(Func<ApiClient, Task> call, ScriptedServer server, IApiCredentials? credentials = null) =>
        (await Assert.ThrowsAsync<ApiFaultException>(() => call(server.Client(credentials))))!;

    private sealed class Tokens(params string[] values) : IApiCredentials
    {
        private readonly Queue<Secret> left = new(values.Select(value => new Secret(value)));

        public string Remedy => "log in";

        public Task<Secret?> GetTokenAsync(Secret? rejected, CancellationToken cancellationToken)
        {
            if (rejected is not null && left.Count > 1)
                left.Dequeue();
            return Task.FromResult<Secret?>(left.Peek());
        }
    }

    private sealed class SilentServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    /// <summary>Pauses take no time, and are remembered.</summary>
    private sealed class RecordedPauses : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
                Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
        }
    }
}

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AnyJson : JsonSerializerContext;
