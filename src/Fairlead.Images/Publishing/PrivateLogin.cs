using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>A client's configuration that holds one login and nothing else, for as long as it takes.</summary>
internal sealed class PrivateLogin : IDisposable
{
    private readonly LoginFolder folder;

    private PrivateLogin(LoginFolder folder, ContainerEngine engine)
    {
        this.folder = folder;
        Engine = engine;
    }

    /// <summary>The engine, through a client that is logged in.</summary>
    public ContainerEngine Engine { get; }

    /// <exception cref="FairleadException">The registry refuses the user (exit code 4), or the engine or the registry is in trouble.</exception>
    public static async Task<PrivateLogin> OpenAsync(ContainerEngine engine, RepositoryName repository, RegistryCredentials credentials, TimeProvider time, CancellationToken cancellationToken)
    {
        // The caller's configuration may say where the engine is.
        var host = await engine.RunAsync(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], cancellationToken);
        var folder = LoginFolder.Create(Path.GetTempPath(), time);
        var environment = new Dictionary<string, string>(engine.Environment ?? new Dictionary<string, string>()) { ["DOCKER_CONFIG"] = folder.Path, ["DOCKER_HOST"] = host.Trim() };
        var login = new PrivateLogin(folder, engine with { Environment = environment });
        try
        {
            // A configuration without any login would have the client keep the password in the user's keychain, if there is one.
            var empty = new JsonObject { ["auths"] = new JsonObject { [repository.Host] = new JsonObject() } };
            AtomicFile.Write(Path.Combine(folder.Path, "config.json"), empty.ToJsonString(), AtomicFile.Private);
            await new RegistryCalls(login.Engine, repository, time).RunAsync(["login", "--username", credentials.User, "--password-stdin", repository.Host], cancellationToken, credentials.Password);
            return login;
        }
        catch
        {
            login.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Dispose();
}
