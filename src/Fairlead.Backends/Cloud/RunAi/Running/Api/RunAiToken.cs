using System.Text.Json;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

/// <summary>The token of one access key. All calls share it until a minute before it expires; who needs a new one waits for the same request.</summary>
internal sealed class RunAiToken(RunAiSite site, ApiConnection connection) : IApiCredentials
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(10);

    private readonly ApiClient client = new(site.Api, new NoCredentials(HowToCorrect), connection) { AnswersAreSecret = true };
    private readonly Lock gate = new();
    private Held? held;
    private Task<Held>? request;

    public string Remedy => HowToCorrect;

    private static string HowToCorrect => "correct client_id and client_secret in the profile";

    /// <exception cref="ApiFaultException">The control plane refuses the access key, or gives no token.</exception>
    public async Task<Secret?> GetTokenAsync(Secret? rejected, CancellationToken cancellationToken) =>
        (await CurrentAsync(rejected).WaitAsync(cancellationToken)).Token;

    private Task<Held> CurrentAsync(Secret? rejected)
    {
        lock (gate)
        {
            if (held is { } last && last.Token != rejected && connection.Time.GetElapsedTime(last.Since) < last.Life)
                return Task.FromResult(last);
            return request is { IsCompleted: false } ? request : request = FetchAsync();
        }
    }

    private async Task<Held> FetchAsync()
    {
        var secret = SecretValue.Resolve("client_secret", site.ClientSecret);
        var body = JsonSerializer.Serialize(new TokenRequest("client_credentials", site.ClientId, secret.Reveal()), RunAiJson.Default.TokenRequest);
        var since = connection.Time.GetTimestamp();
        var answer = await client.SendAsync(HttpMethod.Post, "token", ApiBody.Json(body, secret), RunAiJson.Default.TokenAnswer, CancellationToken.None);
        var life = answer.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultLife;
        lock (gate)
            return held = new Held(answer.AccessToken, since, life > 2 * Margin ? life - Margin : life / 2);
    }

    private sealed record Held(Secret Token, long Since, TimeSpan Life);
}
