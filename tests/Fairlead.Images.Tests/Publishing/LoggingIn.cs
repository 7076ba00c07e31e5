using Fairlead.Images.Publishing;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Publishing;

public sealed class LoggingIn
{
    private const string User = "ann";
    private const string Password = "canary-7f3a91c2";

    [Test]
    public async Task Without_a_login_the_registry_refuses_with_exit_code_4()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var outcome = await bench.FailAsync(await bench.BuildAsync(), "latest");
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(outcome.Problem, Does.Contain("no basic auth credentials"));
        Assert.That(outcome.Next, Does.Contain($"docker login {bench.Repository.Host}").And.Contain("standard input"));
    }

    [Test]
    public async Task A_wrong_password_is_refused_with_exit_code_4_and_not_shown()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var request = bench.Request(await bench.BuildAsync(), "latest") with { Credentials = new RegistryCredentials(User, new Secret("wrong-canary")) };
        var outcome = (await Assert.ThrowsAsync<FairleadException>(() => bench.Publisher.PublishAsync(request, CancellationToken.None)))!;
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), outcome.Message);
        Assert.That(outcome.ToString(), Does.Not.Contain("wrong-canary"));
        Assert.That(bench.Proxy.Requests.Where(asked => asked.Writes), Is.Empty);
    }

    [Test]
    public async Task The_login_of_the_clients_configuration_is_used()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var login = await ChildProcess.RunAsync("docker", ["login", "--username", User, "--password-stdin", bench.Repository.Host], environment: bench.Engine.Environment, input: Password);
        Assert.That(login.Succeeded, Is.True, login.Error);
        var image = await bench.BuildAsync();
        Assert.That((await bench.PublishAsync(image, "latest")).Pushed, Is.True);
        Assert.That((await bench.PublishAsync(image, "latest")).Pushed, Is.False);
    }

    [Test]
    public async Task A_password_given_for_one_publication_is_seen_nowhere_and_kept_nowhere()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var watched = bench.Watched($"[ \"$1\" != push ] || stat -c 'mode %a %n' \"$DOCKER_CONFIG\" \"$DOCKER_CONFIG\"/config.json >>{bench.WatchLog}");
        var request = bench.Request(await bench.BuildAsync(), "latest") with { Credentials = new RegistryCredentials(User, new Secret(Password)) };
        var record = await new ImagePublisher(watched, TimeProvider.System).PublishAsync(request, CancellationToken.None);
        var path = bench.Records.Add(record);

        var log = await File.ReadAllTextAsync(bench.WatchLog);
        Assert.That(log, Does.Contain("push").And.Contain("--password-stdin"));
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
        foreach (var text in (string[])[log, record.ToString(), request.ToString(), await File.ReadAllTextAsync(path)])
            Assert.That(text, Does.Not.Contain(Password).And.Not.Contain(encoded));

        var modes = log.Split('\n').Where(line => line.StartsWith("mode ", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToList();
        Assert.That(modes.Select(mode => mode[1]), Is.EqualTo((string[])["700", "600"]));
        Assert.That(modes.Select(mode => Path.Exists(mode[2])), Has.All.False);
        Assert.That(Directory.EnumerateFileSystemEntries(bench.Configuration), Is.Empty);
    }

    [Test]
    public async Task The_password_does_not_go_into_the_users_keychain()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var keychain = Path.Combine(bench.Configuration, "bin");
        Directory.CreateDirectory(keychain);
        foreach (var program in (string[])["pass", "docker-credential-pass", "docker-credential-secretservice"])
        {
            await File.WriteAllTextAsync(Path.Combine(keychain, program), $"#!/bin/sh\ntee -a {keychain}/kept\n");
            File.SetUnixFileMode(Path.Combine(keychain, program), AtomicFile.Private | UnixFileMode.UserExecute);
        }

        var environment = new Dictionary<string, string>(bench.Engine.Environment!) { ["PATH"] = $"{keychain}:{Environment.GetEnvironmentVariable("PATH")}" };
        var request = bench.Request(await bench.BuildAsync(), "latest") with { Credentials = new RegistryCredentials(User, new Secret(Password)) };
        await new ImagePublisher(bench.Engine with { Environment = environment }, TimeProvider.System).PublishAsync(request, CancellationToken.None);
        Assert.That(Path.Exists(Path.Combine(keychain, "kept")), Is.False);
    }

    [Test]
    public async Task An_engine_that_the_clients_context_names_is_found_with_a_login_too()
    {
        await using var bench = await PublishingBench.StartAsync(User, Password);
        var image = await bench.BuildAsync();
        await bench.Engine.RunAsync(["context", "create", "here", "--docker", $"host={bench.Docker.Environment["DOCKER_HOST"]}"], CancellationToken.None);
        var byContext = bench.Engine with { Environment = new Dictionary<string, string> { ["DOCKER_CONFIG"] = bench.Configuration, ["DOCKER_CONTEXT"] = "here" } };
        var request = bench.Request(image, "latest") with { Credentials = new RegistryCredentials(User, new Secret(Password)) };
        Assert.That((await new ImagePublisher(byContext, TimeProvider.System).PublishAsync(request, CancellationToken.None)).Pushed, Is.True);
    }
}
