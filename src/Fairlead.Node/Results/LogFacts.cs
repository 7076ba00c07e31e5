using System.Text;
using Fairlead.Images.Building;
using Fairlead.Node.Containers;
using Fairlead.Node.JobEnvironment;

namespace Fairlead.Node.Results;

/// <summary>What the log of one model says.</summary>
/// <param name="Metric">The last figure that was printed by the model or what runs after it.</param>
/// <param name="Error">The first error of the model itself.</param>
internal sealed record LogFacts(Metric? Metric, string? Error)
{
    private const string Before = "pre-script";
    private const int LongestLine = 16 * 1024;

    /// <param name="start">Where the model's part begins, in bytes.</param>
    /// <param name="mark">What begins the lines between phases.</param>
    public static async Task<LogFacts> ReadAsync(string log, long start, string mark, Settings settings, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(file, new UTF8Encoding(false));
        var scan = ErrorScan.Of(settings);
        var phase = ModelCommand.ModelPhase;
        Metric? metric = null;
        await BoundedLines.ReadAsync(reader, LongestLine, Take, cancellationToken);
        scan?.End();
        return new LogFacts(metric, scan?.First);

        void Take(string line)
        {
            phase = Phases.BegunBy(line, mark) ?? phase;
            if (phase != Before)
                metric = Metric.Of(line) ?? metric;
            if (phase == ModelCommand.ModelPhase)
                scan?.Take(line);
        }
    }
}
