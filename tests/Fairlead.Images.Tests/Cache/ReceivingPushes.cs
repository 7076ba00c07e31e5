using System.Net;
using System.Text;
using Fairlead.Images.Cache.Documents;
using Fairlead.Images.Cache.Saving;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Cache;

public sealed class ReceivingPushes : IDisposable
{
    private const string Repository = "secret-name";
    private readonly StoreWorld world = new();
    private readonly HttpClient client = new();

    [Test]
    public async Task A_blob_comes_in_one_piece_before_its_name_or_with_it()
    {
        await using var registry = await StartAsync();
        var upload = await BeginAsync(registry);
        Assert.That(await SendAsync(HttpMethod.Patch, upload, "one"), Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await SendAsync(HttpMethod.Put, $"{upload}?digest=sha256:{Digest.Of("one")}"), Is.EqualTo(HttpStatusCode.Created));
        Assert.That(await SendAsync(HttpMethod.Put, $"{await BeginAsync(registry)}?digest=sha256:{Digest.Of("two")}", "two"), Is.EqualTo(HttpStatusCode.Created));
        Assert.That(registry.Received.Keys, Is.EquivalentTo([Digest.Of("one"), Digest.Of("two")]));
        Assert.That(world.Files("blobs").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_blob_is_offered_with_its_size_when_the_cache_has_it()
    {
        await world.AddAsync("one");
        await using var registry = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Root(registry)}/blobs/sha256:{Digest.Of("one")}");
        using var found = await client.SendAsync(request);
        Assert.That((found.StatusCode, found.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, (long?)3)));
        Assert.That(await SendAsync(HttpMethod.Head, $"{Root(registry)}/blobs/sha256:{Digest.Of("two")}"), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Who_does_not_know_the_name_gets_nothing()
    {
        await world.AddAsync("one");
        await using var registry = await StartAsync();
        var guessed = Root(registry).Replace(Repository, "guessed", StringComparison.Ordinal);
        Assert.That(await SendAsync(HttpMethod.Head, $"{guessed}/blobs/sha256:{Digest.Of("one")}"), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await SendAsync(HttpMethod.Post, $"{guessed}/blobs/uploads/"), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await SendAsync(HttpMethod.Put, $"{guessed}/manifests/save", "{}"), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(registry.Manifest, Is.Null);
    }

    [Test]
    public async Task A_blob_under_a_false_name_is_refused()
    {
        await using var registry = await StartAsync();
        var upload = await BeginAsync(registry);
        await SendAsync(HttpMethod.Patch, upload, "one");
        Assert.That(await SendAsync(HttpMethod.Put, $"{upload}?digest=sha256:{Digest.Of("two")}"), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(world.Store.Touch(Digest.Of("two")), Is.False);
    }

    [Test]
    public async Task A_second_piece_of_a_blob_is_refused()
    {
        await using var registry = await StartAsync();
        var upload = await BeginAsync(registry);
        await SendAsync(HttpMethod.Patch, upload, "one");
        Assert.That(await SendAsync(HttpMethod.Patch, upload, "two"), Is.EqualTo(HttpStatusCode.RequestedRangeNotSatisfiable));
    }

    [Test]
    public async Task What_is_cut_off_leaves_nothing()
    {
        await using var registry = await StartAsync();
        using var half = new StreamContent(new BreakingStream());
        using var request = new HttpRequestMessage(HttpMethod.Patch, await BeginAsync(registry)) { Content = half };
        await Assert.CatchAsync<HttpRequestException>(() => client.SendAsync(request));
        await Testing.Eventually.HoldsAsync("the temporaries are gone", () => Task.FromResult(!world.Files("temporary").Any()));
        Assert.That((world.Files("blobs").Count(), registry.Fault), Is.EqualTo((0, (Exception?)null)));
    }

    [Test]
    public void An_index_leads_to_the_manifest_of_the_platform()
    {
        var index = OciJson.Read(Encoding.UTF8.GetBytes($$"""{"manifests":[{{Offer("a", "amd64")}},{{Offer("b", "arm64")}},{{Offer("c", "unknown")}}]}"""), OciJson.Default.OciIndex);
        Assert.That(index.ForPlatform("linux/arm64"), Is.EqualTo(Digest.Of("b")));
        Assert.That(OciJson.Read("""{"layers":[]}"""u8, OciJson.Default.OciIndex).ForPlatform("linux/arm64"), Is.Null);
        Assert.That(() => index.ForPlatform("linux/s390x"), Throws.InstanceOf<FairleadException>().With.Message.Contains("linux/s390x").And.Message.Contains("linux/amd64, linux/arm64"));

        static string Offer(string name, string architecture) =>
            $$$"""{"mediaType":"","size":1,"digest":"sha256:{{{Digest.Of(name)}}}","platform":{"os":"linux","architecture":"{{{architecture}}}"}}""";
    }

    public void Dispose()
    {
        client.Dispose();
        world.Dispose();
    }

    private Task<ReceivingRegistry> StartAsync() => ReceivingRegistry.StartAsync(world.Store, Repository, CancellationToken.None);

    private static string Root(ReceivingRegistry registry) => $"http://{registry.Reference.Split('/')[0]}/v2/{Repository}";

    private async Task<string> BeginAsync(ReceivingRegistry registry)
    {
        using var begun = await client.PostAsync(new Uri($"{Root(registry)}/blobs/uploads/"), content: null);
        return new Uri(new Uri(Root(registry)), begun.Headers.Location!).ToString();
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string address, string? text = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = text is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Gives some bytes, then fails.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reads++ < 3 ? ValueTask.FromResult(buffer.Length) : throw new IOException("cut off");
    }
}
