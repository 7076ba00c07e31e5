using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Saving;
using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Saving and loading an image of two gigabytes, beside plain docker on the same engine.</summary>
internal static class ImageComparisons
{
    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("image-save-cold", "none", Pairs: 2, SaveColdAsync),
        new("image-save-one-layer", "5 times faster; 1.05 x the layer", Pairs: 3, SaveOneLayerAsync),
        new("image-save-unchanged", "nothing is written", Pairs: 3, SaveUnchangedAsync),
        new("image-load-cold", "none", Pairs: 2, LoadColdAsync),
        new("image-load-one-layer", "10 times faster", Pairs: 3, LoadOneLayerAsync),
        new("image-load-unchanged", "nothing is sent", Pairs: 3, LoadUnchangedAsync),
        new("image-save-one-layer-shell", "at most 0.45 s", Pairs: 5, SaveFromShellAsync),
        new("image-load-one-layer-shell", "at most 0.45 s", Pairs: 5, LoadFromShellAsync),
    ];

    private static async Task<(Side Ours, Side Peer)> SaveColdAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var engine = await StartAsync(workplace, "a", cancellationToken);
        await engine.BuildBaseAsync(workplace, cancellationToken);
        var store = "";
        var number = 0;
        return (
            new Side("SaveImages", cancel => Saver(store, engine).SaveAsync(ImageEngine.Base, null, cancel))
            {
                ArrangeAsync = _ => Fresh(ref store, workplace.File($"store-{number++}")),
                Remark = () => $"{SizeOf(store):n0} bytes in the cache, {new FileInfo(workplace.File("peer.tar")).Length:n0} in docker's file",
            },
            DockerSave(workplace, engine, () => ImageEngine.Base));
    }

    private static async Task<(Side Ours, Side Peer)> SaveOneLayerAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var engine = await StartAsync(workplace, "a", cancellationToken);
        await engine.BuildBaseAsync(workplace, cancellationToken);
        var saver = Saver(workplace.File("store"), engine);
        await saver.SaveAsync(ImageEngine.Base, null, cancellationToken);
        var reference = "";
        var number = 0;
        var written = 0L;
        return (
            new Side("SaveImages", async cancel => written = (await saver.SaveAsync(reference, null, cancel)).BytesWritten)
            {
                ArrangeAsync = cancel => engine.BuildOnBaseAsync(workplace, reference = $"benchmark/app:{++number}", 1000 + number, cancel),
                Remark = () => $"{written:n0} bytes written for a layer of {10 << 20:n0}",
            },
            DockerSave(workplace, engine, () => reference));
    }

    private static async Task<(Side Ours, Side Peer)> SaveUnchangedAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var engine = await StartAsync(workplace, "a", cancellationToken);
        await engine.BuildBaseAsync(workplace, cancellationToken);
        var saver = Saver(workplace.File("store"), engine);
        await saver.SaveAsync(ImageEngine.Base, null, cancellationToken);
        var written = 0L;
        return (
            new Side("SaveImages", async cancel => written += (await saver.SaveAsync(ImageEngine.Base, null, cancel)).BytesWritten) { Remark = () => $"{written:n0} bytes written" },
            DockerSave(workplace, engine, () => ImageEngine.Base));
    }

    private static async Task<(Side Ours, Side Peer)> LoadColdAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var (store, other) = await CarryAsync(workplace, cancellationToken);
        var sent = 0L;
        return (
            new Side("LoadImages", async cancel => sent = await LoadAsync(store, other, ImageEngine.Base, cancel)) { ArrangeAsync = EmptyAsync, Remark = () => $"{sent:n0} bytes sent" },
            new Side("docker load", cancel => other.Client.RunAsync(["load", "--quiet", "--input", workplace.File("base.tar")], cancel)) { ArrangeAsync = EmptyAsync });

        Task EmptyAsync(CancellationToken cancel) => other.Client.TryAsync(["image", "rm", "--force", App, ImageEngine.Base], cancel);
    }

    private static async Task<(Side Ours, Side Peer)> LoadOneLayerAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var (store, other) = await CarryAsync(workplace, cancellationToken);
        await LoadAsync(store, other, ImageEngine.Base, cancellationToken);
        var sent = 0L;
        return (
            new Side("LoadImages", async cancel => sent = await LoadAsync(store, other, App, cancel)) { ArrangeAsync = ForgetAsync, Remark = () => $"{sent:n0} bytes sent" },
            new Side("docker load", cancel => other.Client.RunAsync(["load", "--quiet", "--input", workplace.File("app.tar")], cancel)) { ArrangeAsync = ForgetAsync });

        Task ForgetAsync(CancellationToken cancel) => other.Client.TryAsync(["image", "rm", "--force", App], cancel);
    }

    private static async Task<(Side Ours, Side Peer)> LoadUnchangedAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var (store, other) = await CarryAsync(workplace, cancellationToken);
        await LoadAsync(store, other, App, cancellationToken);
        var sent = 0L;
        return (
            new Side("LoadImages", async cancel => sent += await LoadAsync(store, other, App, cancel)) { Remark = () => $"{sent:n0} bytes sent" },
            new Side("docker load", cancel => other.Client.RunAsync(["load", "--quiet", "--input", workplace.File("app.tar")], cancel)));
    }

    private static async Task<(Side Ours, Side Peer)> SaveFromShellAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        await workplace.FillAsync(files: 0, bytesPerFile: 0, cancellationToken);
        var engine = await StartAsync(workplace, "a", cancellationToken);
        await engine.BuildBaseAsync(workplace, cancellationToken);
        await ShellAsync(workplace, engine, "SaveImages", ImageEngine.Base, cancellationToken);
        var reference = "";
        var number = 0;
        return (
            new Side("build.sh --target=SaveImages", cancel => ShellAsync(workplace, engine, "SaveImages", reference, cancel))
            {
                ArrangeAsync = cancel => engine.BuildOnBaseAsync(workplace, reference = $"benchmark/app:{++number}", 1000 + number, cancel),
            },
            DockerSave(workplace, engine, () => reference));
    }

    private static async Task<(Side Ours, Side Peer)> LoadFromShellAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        await workplace.FillAsync(files: 0, bytesPerFile: 0, cancellationToken);
        var (_, other) = await CarryAsync(workplace, cancellationToken);
        await ShellAsync(workplace, other, "LoadImages", ImageEngine.Base, cancellationToken);
        return (
            new Side("build.sh --target=LoadImages", cancel => ShellAsync(workplace, other, "LoadImages", App, cancel)) { ArrangeAsync = ForgetAsync },
            new Side("docker load", cancel => other.Client.RunAsync(["load", "--quiet", "--input", workplace.File("app.tar")], cancel)) { ArrangeAsync = ForgetAsync });

        Task ForgetAsync(CancellationToken cancel) => other.Client.TryAsync(["image", "rm", "--force", App], cancel);
    }

    private static Task ShellAsync(Workplace workplace, ImageEngine engine, string target, string reference, CancellationToken cancellationToken) =>
        workplace.FairleadAsync(engine.Client.Environment!, cancellationToken, $"--target={target}", "--executor=docker", $"--image={reference}", $"--cache-root={workplace.File("cache")}");

    private const string App = "benchmark/app:1";

    /// <summary>One host has built, saved and written docker's own files; the other is empty.</summary>
    private static async Task<(ImageStore Store, ImageEngine Other)> CarryAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var engine = await StartAsync(workplace, "a", cancellationToken);
        await engine.BuildBaseAsync(workplace, cancellationToken);
        await engine.BuildOnBaseAsync(workplace, App, 1000, cancellationToken);
        var saver = Saver(Store(workplace), engine);
        await saver.SaveAsync(ImageEngine.Base, null, cancellationToken);
        await saver.SaveAsync(App, null, cancellationToken);
        await engine.Client.RunAsync(["save", "--output", workplace.File("base.tar"), ImageEngine.Base], cancellationToken);
        await engine.Client.RunAsync(["save", "--output", workplace.File("app.tar"), App], cancellationToken);
        return (Store(Store(workplace)), await StartAsync(workplace, "b", cancellationToken));
    }

    // Where build.sh keeps images below --cache-root.
    private static string Store(Workplace workplace) => Path.Combine(workplace.File("cache"), "images");

    private static async Task<ImageEngine> StartAsync(Workplace workplace, string name, CancellationToken cancellationToken)
    {
        var engine = new ImageEngine(workplace.File(name));
        workplace.EndWith(engine.StopAsync);
        await engine.StartAsync(cancellationToken);
        return engine;
    }

    private static Side DockerSave(Workplace workplace, ImageEngine engine, Func<string> reference) =>
        new("docker save", cancel => engine.Client.RunAsync(["save", "--output", workplace.File("peer.tar"), reference()], cancel));

    private static ImageStore Store(string root) => new(root, new Terminal(TextWriter.Null, Console.Error), TimeProvider.System);

    private static ImageSaver Saver(string store, ImageEngine engine) => new(Store(store), engine.Client, TimeProvider.System);

    private static async Task<long> LoadAsync(ImageStore store, ImageEngine engine, string reference, CancellationToken cancellationToken) =>
        (await new ImageLoader(store, engine.Client).LoadAsync(store.Find(reference) ?? throw FairleadException.Stage($"expected {reference} in {store.Root}"), cancellationToken)).BytesSent;

    private static Task Fresh(ref string store, string path)
    {
        if (store.Length > 0)
            Directory.Delete(store, recursive: true);
        store = path;
        return Task.CompletedTask;
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
