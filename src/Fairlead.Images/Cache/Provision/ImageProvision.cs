using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Provision;

/// <summary>Has an image here, from the nearest and most exact source there is, and shares it through the cache.</summary>
/// <param name="store">Null: there is no cache, and nothing is shared.</param>
/// <param name="save">Saves what bears a reference into the cache; null: nothing is saved.</param>
public sealed class ImageProvision(ContainerEngine engine, ImageStore? store, Func<string, CancellationToken, Task>? save)
{
    /// <param name="rebuild">Builds it under its reference, the last resort: what comes of it may have another digest. Null: that is not allowed.</param>
    /// <exception cref="FairleadException">No source has it: the message says why of each; or it cannot be saved, or the engine does not answer.</exception>
    public async Task<ProvisionedImage> EnsureAsync(WantedImage wanted, Func<CancellationToken, Task<ImageDetails>>? rebuild, CancellationToken cancellationToken)
    {
        (ProvisionSource Source, Func<Task<Attempt>> Ask)[] sources =
        [
            (ProvisionSource.Engine, () => AskEngineAsync(wanted, cancellationToken)),
            (ProvisionSource.Cache, () => SurviveAsync(() => AskCacheAsync(wanted, cancellationToken))),
            (ProvisionSource.Registry, () => SurviveAsync(() => AskRegistryAsync(wanted, cancellationToken))),
            (ProvisionSource.Build, () => SurviveAsync(() => AskBuildAsync(wanted, rebuild, cancellationToken))),
        ];
        var passed = new List<string>();
        foreach (var (source, ask) in sources)
        {
            switch (await ask())
            {
                case Attempt.Had had:
                    if (source != ProvisionSource.Cache && save is not null)
                        await save(wanted.Reference, cancellationToken);
                    return new ProvisionedImage(had.Image, source, had.Replaced, [.. passed]);
                case Attempt.Passed { Why: var why }:
                    passed.Add($"{source}: {why}");
                    break;
            }
        }

        throw FairleadException.Stage(
            $"no source has the image {wanted.Reference}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", passed)}",
            "BuildImages builds it, LoadImages --tar=FILE brings it, docker login HOST lets it be pulled");
    }

    // The next source may do what this one could not; if none can, all causes are named.
    private static async Task<Attempt> SurviveAsync(Func<Task<Attempt>> ask)
    {
        try
        {
            return await ask();
        }
        catch (FairleadException exception)
        {
            return new Attempt.Passed(exception.Problem);
        }
    }

    private async Task<Attempt> AskEngineAsync(WantedImage wanted, CancellationToken cancellationToken)
    {
        var found = await NamedImage.FindAsync(engine, wanted.Reference, wanted.Identities, cancellationToken);
        return found.Image is null
            ? new Attempt.Passed(found.Holder is { } other ? $"has another image under that name, {other.ById}" : "does not have it")
            : new Attempt.Had(await found.TagAsync(engine, cancellationToken), found.Replaced);
    }

    private async Task<Attempt> AskCacheAsync(WantedImage wanted, CancellationToken cancellationToken)
    {
        if (store is null)
            return new Attempt.Passed("there is none");
        if (store.Find(wanted.Reference) is not { } entry)
            return new Attempt.Passed($"{store.Root} does not have it");
        if (!wanted.Is(entry))
            return new Attempt.Passed($"{store.Root} has another image under that name, sha256:{entry.Config.Digest}");
        var loaded = await new ImageLoader(store, engine).LoadAsync(entry, cancellationToken);
        return new Attempt.Had(loaded.Image, loaded.Replaced);
    }

    private async Task<Attempt> AskRegistryAsync(WantedImage wanted, CancellationToken cancellationToken)
    {
        if (wanted.RegistryReference is not { } reference)
            return new Attempt.Passed("it is in none that is known");
        await engine.RunAsync(["pull", "--quiet", reference], cancellationToken);
        var pulled = await engine.FindImageAsync(reference, cancellationToken);
        if (pulled is null || (wanted.Identities.Count > 0 && !wanted.Identities.Contains(pulled.Id)))
            return new Attempt.Passed($"{reference} is {pulled?.ById ?? "gone again"}, and sha256:{wanted.Config} was expected");
        var named = new NamedImage(wanted.Reference, pulled, await engine.FindImageAsync(wanted.Reference, cancellationToken));
        return new Attempt.Had(await named.TagAsync(engine, cancellationToken), named.Replaced);
    }

    private async Task<Attempt> AskBuildAsync(WantedImage wanted, Func<CancellationToken, Task<ImageDetails>>? rebuild, CancellationToken cancellationToken)
    {
        if (rebuild is null)
            return new Attempt.Passed("it may not be built here");
        var before = await engine.FindImageAsync(wanted.Reference, cancellationToken);
        var built = await rebuild(cancellationToken);
        return new Attempt.Had(built, before is not null && before.Id != built.Id ? before.Id : null);
    }
}
