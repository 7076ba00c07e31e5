using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

// Uses an image cache in a process of its own: <verb> <cache root> <reference>... Says "ready", starts when it is sent a line, and says "next" as it begins with each.
var store = new ImageStore(args[1], new Terminal(TextWriter.Null, Console.Error), TimeProvider.System);
var engine = new ContainerEngine();
Func<string, Task> act = args[0] switch
{
    "save" => SaveAsync,
    "load" => LoadAsync,
    _ => throw new ArgumentException($"expected save or load, found {args[0]}"),
};
Console.WriteLine("ready");
await Console.In.ReadLineAsync();
foreach (var reference in args[2..])
{
    Console.WriteLine("next");
    await act(reference);
}

async Task SaveAsync(string reference)
{
    var result = await new ImageSaver(store, engine, TimeProvider.System).SaveAsync(reference, buildKey: null, CancellationToken.None);
    foreach (var blob in result.Entry.Blobs)
        await store.VerifyAsync(blob, CancellationToken.None);
}

async Task LoadAsync(string reference)
{
    if (store.Find(reference) is { } entry)
        await new ImageLoader(store, engine).LoadAsync(entry, CancellationToken.None);
}
