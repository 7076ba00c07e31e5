using System.Diagnostics;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

public sealed class KilledWriters : IDisposable
{
    private const int Seed = 20260101;
    private const int Rounds = 4;
    private const int Processes = 8;
    private const int LongestGrace = 400;
    private const int LayerSize = 8_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random random = new(Seed);
    private readonly StoreWorld world = new();
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly List<Process> started = [];

    [Test]
    public async Task Whatever_moment_they_are_killed_at_all_that_is_published_is_sound_and_nobody_waits_for_them()
    {
        var starting = DockerEngine.StartAsync();
        await using var source = await DockerEngine.StartAsync();
        await using var target = await starting;
        await source.ImportBusyboxAsync();
        var saving = new ContainerEngine("docker", source.Environment);
        var loading = new ContainerEngine("docker", target.Environment);
        var references = await BuildAsync(saving);
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll((await StartAsync(saving, loading, references)).Select(KillAsync));
            await AssertSoundAsync(loading);
            Forget();
        }

        foreach (var reference in references)
            Assert.That((await new ImageSaver(world.Store, saving, TimeProvider.System).SaveAsync(reference, buildKey: null, patience.Token)).Entry.Reference, Is.EqualTo(reference));
        await AssertSoundAsync(loading);
        Assert.That(world.Store.List(), Has.Count.EqualTo(references.Length));
        Assert.That((await saving.ListImagesAsync(patience.Token)).SelectMany(image => image.Tags), Is.EquivalentTo(references.Append(DockerEngine.Busybox)));
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        patience.Dispose();
        world.Dispose();
    }

    /// <summary>Each on the one before, so that they share layers.</summary>
    private static async Task<string[]> BuildAsync(ContainerEngine engine)
    {
        string[] references = ["fairlead-test/first:1", "fairlead-test/second:1", "fairlead-test/third:1"];
        foreach (var (from, name) in references.Prepend(DockerEngine.Busybox).Zip(references))
            await TestImages.BuildAsync(engine, name, LayerSize, from);
        return references;
    }

    /// <summary>
    /// Starts savers and loaders, and draws which of its images each is killed at, and how many milliseconds on; beyond the last it lives.
    /// </summary>
    private async Task<List<(Process Process, int Image, int Grace)>> StartAsync(ContainerEngine saving, ContainerEngine loading, string[] references)
    {
        var round = Enumerable.Range(0, Processes)
            .Select(number => number % 2 == 0 ? Start("save", saving) : Start("load", loading))
            .Select(process => (Process: process, random.Next(1, references.Length + 2), random.Next(LongestGrace)))
            .ToList();
        foreach (var worker in round)
            Assert.That(await worker.Process.StandardOutput.ReadLineAsync(patience.Token), Is.EqualTo("ready"));
        return round;

        Process Start(string verb, ContainerEngine engine)
        {
            var program = Path.Combine(AppContext.BaseDirectory, "Fairlead.Images.Tests.Worker.dll");
            var process = ChildProcess.Start("dotnet", ["exec", program, verb, world.Root, .. random.GetItems(references, references.Length)], environment: engine.Environment);
            started.Add(process);
            return process;
        }
    }

    private async Task KillAsync((Process Process, int Image, int Grace) worker)
    {
        var error = worker.Process.StandardError.ReadToEndAsync(patience.Token);
        await worker.Process.StandardInput.WriteLineAsync("go");
        for (var image = 1; await worker.Process.StandardOutput.ReadLineAsync(patience.Token) == "next"; image++)
        {
            if (image < worker.Image)
                continue;
            await Task.Delay(worker.Grace, patience.Token);
            worker.Process.Kill();
            return;
        }

        await worker.Process.WaitForExitAsync(patience.Token);
        Assert.That(worker.Process.ExitCode, Is.Zero, await error);
    }

    /// <summary>Leaves the engine without the images again, so that they have to be sent to it the next time.</summary>
    private async Task AssertSoundAsync(ContainerEngine loading)
    {
        foreach (var entry in world.Store.List())
        {
            foreach (var blob in entry.Blobs)
                await world.Store.VerifyAsync(blob, patience.Token);
            Assert.That((await new ImageLoader(world.Store, loading).LoadAsync(entry, patience.Token)).Image.Id, Is.EqualTo(entry.Config.Digest));
        }

        foreach (var path in world.Files("blobs"))
            Assert.That($"{Digest.OfFile(path)}", Is.EqualTo(Path.GetFileName(path)));
        Assert.That(world.Files("quarantine"), Is.Empty);
        foreach (var image in await loading.ListImagesAsync(patience.Token))
            await loading.RunAsync(["image", "rm", "--force", image.ById], patience.Token);
    }

    /// <summary>Has the next round write again, and load what it is left.</summary>
    private void Forget()
    {
        foreach (var path in world.Files("entries").Where(_ => random.Next(2) == 0).ToList())
            File.Delete(path);
        var needed = world.Store.List().SelectMany(entry => entry.Blobs).Select(blob => world.Store.PathOf(blob.Digest)).ToHashSet();
        foreach (var path in world.Files("blobs").Where(path => !needed.Contains(path) && random.Next(2) == 0).ToList())
            File.Delete(path);
    }
}
