namespace Fairlead.Pipeline;

/// <summary>
/// What the build targets call. A stage of null means the recipe that <c>--recipe</c> names. Every method may be called again
/// in the same process, by another target of the same graph: work that is done is not done again.
/// </summary>
public interface IPipeline
{
    /// <summary>Starts this checkout's emulated clouds, unless they run.</summary>
    Task StartEmulatorAsync(CancellationToken cancellationToken);

    /// <summary>Ends them, with all their pods.</summary>
    Task StopEmulatorAsync(CancellationToken cancellationToken);

    /// <summary>Runs the recipe's data preparation, if it has one.</summary>
    Task PrepareAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Packs the recipe's source into the archive that travels with the job.</summary>
    Task PackageAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Writes and prints the complete job request; needs no network, no cluster tools and no secrets.</summary>
    Task RenderAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Sends the rendered request exactly once and, unless detached, follows the job to its verdict.</summary>
    Task SubmitAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Has the image that the recipe owns on the engine, building it when nobody did before. Nothing for executors that use no engine.</summary>
    Task BuildImageAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>The same for every recipe that owns an image, or for the one that <c>--recipe</c> names.</summary>
    Task BuildImagesAsync(CancellationToken cancellationToken);

    /// <summary>Has images in the layered cache, or in one <c>--tar</c> file.</summary>
    Task SaveImagesAsync(CancellationToken cancellationToken);

    /// <summary>Has images of the layered cache, or of one <c>--tar</c> file, on the engine.</summary>
    Task LoadImagesAsync(CancellationToken cancellationToken);

    /// <summary>Has images in a registry under the tags of a release, and records their digests.</summary>
    Task PublishImagesAsync(CancellationToken cancellationToken);

    /// <summary>Runs the tiny config of every training recipe and compares with the night before.</summary>
    /// <exception cref="Primitives.FairleadException">A job failed, or is worse than before by more than the threshold.</exception>
    Task RunNightlyAsync(CancellationToken cancellationToken);

    /// <summary>Has the image of the recipe's profile on the cluster as a squash file, importing it when it is not there.</summary>
    Task SquashImagesAsync(CancellationToken cancellationToken);

    Task ListRunsAsync(CancellationToken cancellationToken);

    Task ShowStatusAsync(CancellationToken cancellationToken);

    Task ShowLogsAsync(CancellationToken cancellationToken);

    Task CancelAsync(CancellationToken cancellationToken);

    Task CollectAsync(CancellationToken cancellationToken);

    Task ExplainAsync(CancellationToken cancellationToken);

    void ShowCache();

    Task PruneCacheAsync(CancellationToken cancellationToken);

    Task DiagnoseAsync(CancellationToken cancellationToken);

    void Validate();

    void InitProfile();

    void ListRecipes();

    void ShowJob();
}
