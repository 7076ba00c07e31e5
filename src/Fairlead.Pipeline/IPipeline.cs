namespace Fairlead.Pipeline;

/// <summary>
/// What the build targets call. A stage of null means the recipe that <c>--recipe</c> names. Every method may be called again
/// in the same process, by another target of the same graph: work that is done is not done again.
/// </summary>
public interface IPipeline
{
    /// <summary>Runs the recipe's data preparation, if it has one.</summary>
    Task PrepareAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Packs the recipe's source into the archive that travels with the job.</summary>
    Task PackageAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Writes and prints the complete job request; needs no network, no cluster tools and no secrets.</summary>
    Task RenderAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Sends the rendered request exactly once and, unless detached, follows the job to its verdict.</summary>
    Task SubmitAsync(StageName? stage, CancellationToken cancellationToken);

    /// <summary>Has the image of the recipe's profile on the cluster as a squash file, importing it when it is not there.</summary>
    Task SquashImagesAsync(CancellationToken cancellationToken);

    Task ListRunsAsync(CancellationToken cancellationToken);

    Task ShowStatusAsync(CancellationToken cancellationToken);

    Task ShowLogsAsync(CancellationToken cancellationToken);

    Task CancelAsync(CancellationToken cancellationToken);

    Task CollectAsync(CancellationToken cancellationToken);

    Task ExplainAsync(CancellationToken cancellationToken);

    void ShowCache();

    void PruneCache();

    Task DiagnoseAsync(CancellationToken cancellationToken);

    void Validate();

    void InitProfile();

    void ListRecipes();

    void ShowJob();
}
