using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Measures comparisons one after the other, prints the table, and writes it below the results folder.</summary>
internal static class ComparisonRunner
{
    private const string FileName = "whole-process";

    public static async Task RunAsync(IReadOnlyList<Comparison> comparisons, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        foreach (var comparison in comparisons)
        {
            await Console.Error.WriteLineAsync($"measuring {comparison.Name} ...");
            rows.Add(await comparison.MeasureAsync(cancellationToken));
        }

        var report = new Report(Machine.Description, rows);
        Directory.CreateDirectory(Repository.Results);
        AtomicFile.Write(Path.Combine(Repository.Results, $"{FileName}.txt"), report.ToText());
        AtomicFile.Write(Path.Combine(Repository.Results, $"{FileName}.json"), report.ToJson());
        await Console.Out.WriteAsync(report.ToText());
    }
}
