using System.Diagnostics;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class RegistriesInTrouble
{
    private static readonly RegistryFault[] Passing = [RegistryFault.TooManyRequests, RegistryFault.InternalError, RegistryFault.Dropped];
    private static readonly RegistryFault[] Refusals = [RegistryFault.Unauthorized, RegistryFault.Forbidden];

    [TestCaseSource(nameof(Passing))]
    public async Task Trouble_that_passes_is_waited_out(RegistryFault fault)
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.WritesManifest, fault, times: 2);
        var record = await bench.PublishAsync(image, "latest");
        Assert.That(record.Pushed, Is.True);
        Assert.That(record.ConfigDigest, Is.EqualTo(image));
    }

    [TestCaseSource(nameof(Passing))]
    public async Task Trouble_that_lasts_ends_with_exit_code_3_and_how_often_it_was_tried(RegistryFault fault)
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.WritesManifest, fault);
        var outcome = await bench.FailAsync(image, "latest");
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.StageFailed), outcome.Message);
        Assert.That(outcome.Problem, Does.Contain($"{bench.Repository.Host} was asked 5 times"));
        Assert.That(outcome.Next, Does.Contain("run the command again"));
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_refusal_ends_with_exit_code_4_at_once(RegistryFault fault)
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.WritesManifest, fault);
        var outcome = await bench.FailAsync(image, "latest");
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), outcome.Message);
        Assert.That(outcome.Problem, Does.Contain("a fault on purpose").Or.Contain("no basic auth credentials"));
        Assert.That(outcome.Next, Does.Contain($"docker login {bench.Repository.Host}"));
        Assert.That(bench.Proxy.Requests.Count(request => request.WritesManifest), Is.EqualTo(1));
    }

    [Test]
    public async Task A_registry_in_trouble_when_asked_what_it_has_is_asked_to_take_the_image()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.Path.Contains("/manifests/", StringComparison.Ordinal), RegistryFault.InternalError, times: 1);
        Assert.That((await bench.PublishAsync(image, "latest")).Pushed, Is.True);
    }

    [Test]
    public async Task A_registry_that_is_not_there_is_named()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        await bench.Proxy.DisposeAsync();
        var outcome = await bench.FailAsync(image, "latest");
        Assert.That(outcome.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(outcome.Problem, Does.Contain(bench.Repository.Host).And.Contain("connection refused"));
    }

    [Test]
    public async Task What_broke_off_is_published_by_the_next_attempt()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.WritesManifest && request.Path.EndsWith("/latest", StringComparison.Ordinal), RegistryFault.InternalError, times: 5);
        await bench.FailAsync(image, "1.0.0", "latest");
        Assert.That((await bench.PublishAsync(image, "1.0.0", "latest")).ConfigDigest, Is.EqualTo(image));
    }

    [Test]
    public async Task A_publication_is_given_up_when_cancelled()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        using var cancellation = new CancellationTokenSource();
        bench.Proxy.Answer(
            request =>
            {
                if (request.WritesManifest)
                    cancellation.Cancel();
                return request.WritesManifest;
            },
            RegistryFault.InternalError);
        Assert.That(async () => await bench.Publisher.PublishAsync(bench.Request(image, "latest"), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await bench.Engine.FindImageAsync($"sha256:{image}", CancellationToken.None))!.Tags, Is.EqualTo((string[])[bench.LocalName()]));
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_no_trouble_of_the_registry()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        var engine = bench.Engine with { Environment = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nonexistent.sock" } };
        var began = Stopwatch.StartNew();
        var outcome = (await Assert.ThrowsAsync<FairleadException>(() => new Images.Publishing.ImagePublisher(engine, TimeProvider.System).PublishAsync(bench.Request(image, "latest"), CancellationToken.None)))!;
        Assert.That(outcome.Next, Does.Contain("DOCKER_HOST"));
        Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }
}
