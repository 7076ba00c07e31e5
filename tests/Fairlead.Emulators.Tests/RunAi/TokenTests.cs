using System.Net;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.RunAi;

public sealed class TokenTests : IAsyncDisposable
{
    private RunAiClient client = null!;

    [SetUp]
    public async Task StartAsync() => client = await RunAiClient.StartAsync();

    public ValueTask DisposeAsync() => client.DisposeAsync();

    [TestCase("grantType", "clientId", "clientSecret", "client_credentials")]
    [TestCase("granttype", "clientID", "CLIENTSECRET", "client_credentials")]
    [TestCase("grantType", "appId", "appSecret", "app_token")]
    public async Task The_first_endpoint_takes_JSON_whatever_the_case_of_its_names(string grant, string id, string secret, string kind)
    {
        var (status, body) = await client.PostAsync("api/v1/token", new JsonObject { [grant] = kind, [id] = "emulator", [secret] = "emulator-secret" });

        Assert.That((status, (int?)body["expiresIn"]), Is.EqualTo((HttpStatusCode.OK, 3600)));
        Assert.That((string?)body["accessToken"], Is.Not.Empty);
    }

    [Test]
    public async Task The_second_endpoint_takes_a_form()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "emulator", ["client_secret"] = "emulator-secret" });

        using var answer = await client.Http.PostAsync(new Uri("api/v2/token", UriKind.Relative), form);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.That(((string?)body["token_type"], (int?)body["expires_in"]), Is.EqualTo(("Bearer", 3600)));
        Assert.That((string?)body["access_token"], Is.Not.Empty);
    }

    [Test]
    public async Task A_wrong_secret_is_refused_with_a_message_that_does_not_repeat_it()
    {
        var (status, body) = await client.PostAsync("api/v1/token", RunAiClient.Credentials("not-the-secret"));

        Assert.That((status, (int?)body["code"]), Is.EqualTo((HttpStatusCode.Unauthorized, 401)));
        Assert.That((string?)body["message"], Is.Not.Empty.And.Not.Contains("not-the-secret"));
    }

    [Test]
    public async Task An_unknown_grant_is_refused()
    {
        var (status, _) = await client.PostAsync("api/v1/token", new JsonObject { ["grantType"] = "password" });

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase(null)]
    [TestCase("Bearer unknown")]
    public async Task Every_call_needs_a_token(string? authorization)
    {
        client.Http.DefaultRequestHeaders.Authorization = null;
        if (authorization is not null)
            client.Http.DefaultRequestHeaders.Add("Authorization", authorization);

        var (status, _) = await client.GetAsync("api/v1/workloads");

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_token_expires()
    {
        await using var hasty = await RunAiClient.StartAsync(options => options with { TokenLife = TimeSpan.Zero });

        var (status, body) = await hasty.GetAsync("api/v1/workloads");

        Assert.That((status, (string?)body["message"]), Is.EqualTo((HttpStatusCode.Unauthorized, "the token has expired")));
    }
}
