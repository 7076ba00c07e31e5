using System.Collections.Immutable;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

/// <summary>Two engines as separate as two hosts, a cache that both see, and images that no other test knows.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string id = $"{Guid.NewGuid():N}";

    private TwoHosts(ContainerEngine first, ContainerEngine second)
    {
        First = first;
        Second = second;
        Store = new ImageStore(File("images"), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);
    }

    public ContainerEngine First { get; }

    public ContainerEngine Second { get; }

    public ImageStore Store { get; }

    public static async Task<TwoHosts> StartAsync() => new(await SharedEngine.ClientAsync(), await OtherEngine.ClientAsync());

    public string Reference(string tag) => $"fairlead-test/{id}:{tag}";

    public string File(string name) => directory.File(name);

    /// <summary>Builds on the first host: a layer of this test's own at the bottom, a shell, and a layer for each text.</summary>
    public async Task<ImageDetails> BuildAsync(string tag, params string[] texts)
    {
        var context = Directory.CreateDirectory(File($"context-{Guid.NewGuid():N}")).FullName;
        System.IO.File.WriteAllText(Path.Combine(context, "id"), id);
        System.IO.File.Copy(Service.Find("busybox")!, Path.Combine(context, "busybox"));
        var layers = texts.Select((text, number) =>
        {
            System.IO.File.WriteAllText(Path.Combine(context, $"{number}"), text);
            return $"COPY {number} /layers/{number}\n";
        });
        System.IO.File.WriteAllText(Path.Combine(context, "Dockerfile"), $"FROM scratch\nCOPY id /id\nCOPY busybox /bin/sh\n{string.Concat(layers)}CMD [\"/bin/sh\", \"-c\", \"read text < /layers/0; echo $text\"]\n");
        var classic = new Dictionary<string, string>(First.Environment!) { ["DOCKER_BUILDKIT"] = "0" };
        await BuildAsync(First with { Environment = classic }, ["build", "--quiet", "--tag", Reference(tag), context]);
        return (await First.FindImageAsync(Reference(tag), CancellationToken.None))!;
    }

    // The classic builder may lose the image of a step while other tests remove theirs; what it has built until then is its cache.
    private static async Task BuildAsync(ContainerEngine engine, string[] arguments)
    {
        var built = await engine.TryAsync(arguments, CancellationToken.None);
        if (!built.Succeeded && built.Error.Contains("unable to find image", StringComparison.Ordinal))
            built = await engine.TryAsync(arguments, CancellationToken.None);
        Assert.That(built.Succeeded, Is.True, built.Error);
    }

    /// <summary>Builds on the first host and saves into the cache.</summary>
    public async Task<ImageEntry> PublishAsync(string tag, params string[] texts)
    {
        await BuildAsync(tag, texts);
        return await SaveAsync(tag);
    }

    public async Task<ImageEntry> SaveAsync(string tag)
    {
        await First.RunAsync(["save", "--output", File($"{tag}.tar"), Reference(tag)], CancellationToken.None);
        return (await ImportAsync($"{tag}.tar"))[0];
    }

    public Task<ImmutableArray<ImageEntry>> ImportAsync(string file, string? reference = null) =>
        new ArchiveImport(Store, TimeProvider.System).ReadAsync(File(file), reference, CancellationToken.None);

    /// <summary>Runs an image on the second host and gives what it printed.</summary>
    public async Task<string> RunAsync(string image) =>
        (await Second.RunAsync(["run", "--rm", "--network", "host", image], CancellationToken.None)).Trim();

    /// <summary>Takes the images of this test away from a host.</summary>
    public async Task ForgetAsync(ContainerEngine engine)
    {
        var listed = await engine.RunAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", Reference("*")], CancellationToken.None);
        if (listed.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } tags)
            await engine.RunAsync(["image", "rm", "--force", .. tags], CancellationToken.None);
    }

    /// <summary>Damages a blob as a failing disk would, its size unchanged.</summary>
    public void Damage(CachedBlob blob)
    {
        var path = Store.PathOf(blob.Digest);
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var file = System.IO.File.OpenWrite(path);
        file.Position = blob.Size / 2;
        file.WriteByte(0xff);
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync(First);
        await ForgetAsync(Second);
        directory.Dispose();
    }
}
