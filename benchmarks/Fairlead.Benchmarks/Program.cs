using Fairlead.Benchmarks;
using Fairlead.Benchmarks.WholeProcess;
using Fairlead.Primitives;

using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interruption.Cancel();
};
try
{
    var filter = args switch
    {
        [] => "",
        ["--filter", { Length: > 0 } part] => part,
        _ => throw FairleadException.Usage($"expected nothing, or --filter and part of a name; found '{string.Join(' ', args)}'"),
    };
    var comparisons = Comparisons.All.Where(comparison => comparison.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
    if (comparisons.Count > 0)
        await ComparisonRunner.RunAsync(comparisons, interruption.Token);
    if (MicroBenchmarks.Run(filter) + comparisons.Count == 0)
        throw FairleadException.Usage($"no benchmark is named like '{filter}'", $"use part of one of: {string.Join(", ", Comparisons.All.Select(comparison => comparison.Name))}");
    return (int)ExitCode.Success;
}
catch (FairleadException exception)
{
    await Console.Error.WriteLineAsync($"Error: {exception.Message}");
    return (int)exception.ExitCode;
}
catch (OperationCanceledException)
{
    return (int)ExitCode.Cancelled;
}
