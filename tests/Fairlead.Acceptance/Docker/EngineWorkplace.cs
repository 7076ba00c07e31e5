using Fairlead.Testing;

namespace Fairlead.Acceptance.Docker;

/// <summary>A user's folder, and an engine that its commands find. The recipes carry a mark of their own, so that no test finds another's images.</summary>
internal sealed class EngineWorkplace : IDisposable
{
    private EngineWorkplace(DockerEngine engine)
    {
        Mark = Guid.NewGuid().ToString("N");
        foreach (var dockerfile in Directory.EnumerateFiles(User.Recipes, "Dockerfile", SearchOption.AllDirectories))
            File.AppendAllText(dockerfile, $"LABEL mark={Mark}\n");
        UseEngine(engine);
    }

    public Workplace User { get; } = new();

    public DockerEngine Engine { get; private set; } = null!;

    public string Mark { get; }

    public static async Task<EngineWorkplace> OpenAsync() => new(await EngineForAll.GetAsync());

    public void UseEngine(DockerEngine engine)
    {
        Engine = engine;
        foreach (var (name, value) in engine.Environment)
            User.Environment[name] = value;
    }

    /// <summary>The containers of the runs in this folder, whatever their state.</summary>
    public async Task<string[]> ContainersAsync()
    {
        var runs = (await User.RunsAsync()).Select(run => run!["run"]!.GetValue<string>());
        var names = (await Engine.SucceedAsync("ps", "--all", "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. names.Where(name => runs.Any(run => name.Contains(run, StringComparison.Ordinal)))];
    }

    /// <summary>Ids of the images that were built from the recipes in this folder.</summary>
    public async Task<string[]> ImagesAsync() =>
        [.. (await Engine.SucceedAsync("image", "ls", "--quiet", "--no-trunc", "--filter", $"label=mark={Mark}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    public void Dispose() => User.Dispose();
}
