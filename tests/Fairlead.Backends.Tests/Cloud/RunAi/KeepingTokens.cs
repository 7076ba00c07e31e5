using System.Net;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Tests.Cloud.Http;
using Fairlead.Primitives;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Cloud.Http.ScriptedServer;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>Tokens of run:ai: asked for once, renewed in time, and never shown.</summary>
public sealed class KeepingTokens
{
    private const string Sentinel = "s3cr3t-sentinel";
    private TemporaryDirectory directory = null!;
    private RunAiSite site = null!;

    [SetUp]
    public void Open()
    {
        directory = new TemporaryDirectory();
        site = new RunAiSite(Root, "me", $"file:{directory.Write("secret", Sentinel)}", "lab", "/data");
    }

    [TearDown]
    public void Close() => directory.Dispose();

    [Test]
    public async Task Many_that_ask_at_once_share_one_request()
    {
        using var server = new ScriptedServer(Token("one", 3600));
        var token = new RunAiToken(site, server.Connection(TimeProvider.System));
        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => token.GetTokenAsync(null, CancellationToken.None))));
        Assert.That(tokens.Select(secret => secret!.Reveal()).Distinct(), Is.EqualTo(new[] { "one" }));
        Assert.That(server.Asked.Single(), Is.EqualTo(("POST /api/v1/token", $$"""{"grantType":"client_credentials","clientId":"me","clientSecret":"{{Sentinel}}"}""", (string?)null)));
    }

    [TestCase(3539, 1)]
    [TestCase(3541, 2)]
    public async Task It_is_renewed_a_minute_before_it_expires(int secondsLater, int requests)
    {
        using var server = new ScriptedServer(Token("one", 3600), Token("two", 3600));
        var time = new TimeByHand();
        var token = new RunAiToken(site, server.Connection(time));
        await token.GetTokenAsync(null, CancellationToken.None);
        time.Seconds = secondsLater;
        await token.GetTokenAsync(null, CancellationToken.None);
        Assert.That(server.Asked, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task One_that_was_rejected_is_replaced_once_for_all()
    {
        using var server = new ScriptedServer(Token("one", 3600), Token("two", 3600));
        var token = new RunAiToken(site, server.Connection(TimeProvider.System));
        var first = await token.GetTokenAsync(null, CancellationToken.None);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => token.GetTokenAsync(first, CancellationToken.None)));
        Assert.That(renewed.Select(secret => secret!.Reveal()), Is.All.EqualTo("two"));
        Assert.That(server.Asked, Has.Count.EqualTo(2));
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden)]
    public async Task A_refusal_is_final_after_one_request_and_says_what_the_server_said(HttpStatusCode status)
    {
        using var server = new ScriptedServer(Says(status, $$"""{"message":"client me with {{Sentinel}} is not known"}"""));
        var api = new RunAiApi(site, server.Connection());
        var fault = await Assert.ThrowsAsync<ApiFaultException>(() => api.FindAsync("job", CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(server.Asked, Has.Count.EqualTo(1));
            Assert.That(fault!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
            Assert.That(fault.Message, Does.Contain($"{(int)status}").And.Contain("client me with *** is not known"));
            Assert.That(fault.ToString(), Does.Not.Contain(Sentinel));
        });
    }

    [Test]
    public async Task A_server_in_trouble_is_asked_again()
    {
        using var server = new ScriptedServer(Says(HttpStatusCode.ServiceUnavailable), Token("one", 3600));
        var token = await new RunAiToken(site, server.Connection()).GetTokenAsync(null, CancellationToken.None);
        Assert.That(token!.Reveal(), Is.EqualTo("one"));
    }

    private static Func<HttpResponseMessage> Token(string value, int seconds) => Says(HttpStatusCode.OK, $$"""{"accessToken":"{{value}}","expiresIn":{{seconds}}}""");

    private sealed class TimeByHand : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
