namespace Fairlead.Pipeline.Nightly;

/// <summary>How one recipe's tiny config did.</summary>
/// <param name="Loss">The mean of the last losses over the ranks; null when the script reports none.</param>
/// <param name="Seconds">From the submission to the end.</param>
/// <param name="Problem">Why there is no result; null when the job succeeded.</param>
internal sealed record NightlyResult(string Recipe, string? Run, double? Loss, double Seconds, string? Problem)
{
    /// <summary>A job whose loss is no number has failed, whatever its exit code: training diverged.</summary>
    public static NightlyResult Of(string recipe, string? run, double? loss, double seconds, string? problem) => loss is { } found && !double.IsFinite(found)
        ? new NightlyResult(recipe, run, null, seconds, problem ?? "its loss is not finite")
        : new NightlyResult(recipe, run, loss, seconds, problem);
}
