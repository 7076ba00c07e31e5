using Fairlead.Images.Engine;
using Fairlead.Images.Publishing;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

/// <summary>A registry of the test's own behind one that can be faulty, images to publish, and a client that knows no login.</summary>
internal sealed class PublishingBench : IAsyncDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly ImageRegistry registry;

    private PublishingBench(ImageRegistry registry, FaultyRegistry proxy, DockerEngine docker)
    {
        this.registry = registry;
        Docker = docker;
        Proxy = proxy;
        Directory.CreateDirectory(Configuration);
        Engine = new ContainerEngine("docker", new Dictionary<string, string>(docker.Environment) { ["DOCKER_CONFIG"] = Configuration, ["DOCKER_BUILDKIT"] = "0" });
        Repository = RepositoryName.Parse($"{Proxy.Host}/team/{Path.GetFileName(folder.Path).ToLowerInvariant()}");
    }

    public DockerEngine Docker { get; }

    public ContainerEngine Engine { get; }

    public FaultyRegistry Proxy { get; }

    public RepositoryName Repository { get; }

    public string Configuration => folder.File("configuration");

    public PublishRecords Records => new(folder.File("records"));

    public ImagePublisher Publisher => new(Engine, new HastyTime(100));

    public static Task<PublishingBench> StartAsync() => StartAsync(ImageRegistry.StartAsync);

    public static Task<PublishingBench> StartAsync(string user, string password) => StartAsync(() => ImageRegistry.StartAsync(user, password));

    /// <summary>Builds an image that differs from every other test's in its topmost layer.</summary>
    public async Task<Digest> BuildAsync(string content = "")
    {
        folder.Write("build/content", $"{Repository} {content}");
        folder.Write("build/Dockerfile", $"FROM {DockerEngine.Busybox}\nCOPY content /content\n");
        var id = await Engine.RunAsync(["build", "--quiet", "--tag", LocalName(content), folder.File("build")], CancellationToken.None);
        return Digest.Parse(id.Trim()["sha256:".Length..]);
    }

    public string LocalName(string content = "") => $"{Repository.Path}-local:1{content}";

    public PublishRequest Request(Digest image, params string[] tags) => new(image, Repository, [.. tags]);

    public Task<PublishRecord> PublishAsync(Digest image, params string[] tags) => Publisher.PublishAsync(Request(image, tags), CancellationToken.None);

    /// <summary>What the publication fails with.</summary>
    public async Task<FairleadException> FailAsync(Digest image, params string[] tags) =>
        (await Assert.ThrowsAsync<FairleadException>(() => PublishAsync(image, tags)))!;

    /// <summary>An engine whose client first notes down its arguments and environment, and then runs a script.</summary>
    public ContainerEngine Watched(string script = "")
    {
        var path = folder.Write("docker", $"#!/bin/sh\n{{ tr '\\0' ' ' </proc/$$/cmdline; echo; env; }} >>{WatchLog}\n{script}\nexec docker \"$@\"\n");
        File.SetUnixFileMode(path, AtomicFile.Private | UnixFileMode.UserExecute);
        return Engine with { Client = path };
    }

    public string WatchLog => folder.File("watch.log");

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await registry.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<PublishingBench> StartAsync(Func<Task<ImageRegistry>> start)
    {
        var docker = await SharedEngine.GetAsync();
        var registry = await start();
        return new PublishingBench(registry, await FaultyRegistry.StartAsync(registry), docker);
    }
}
