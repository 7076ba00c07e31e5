using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Node.JobEnvironment;

namespace Fairlead.Node.Results;

/// <summary>Looks for errors in what a model printed, line by line. A traceback is one thing, from its head to the exception.</summary>
internal sealed partial class ErrorScan(ImmutableArray<string> errors, ImmutableArray<string> benign)
{
    private const string TracebackHead = "Traceback (most recent call last)";
    private const int LongestShown = 300;

    private static readonly ImmutableArray<string> UsualErrors =
    [
        "OutOfMemoryError", "HIP out of memory", "CUDA out of memory", "RuntimeError:", "AssertionError:", "ValueError:", "SystemExit", "failed (exitcode:", TracebackHead, "FAILED",
        "Exception:", "ImportError:", "ModuleNotFoundError:",
    ];

    private static readonly ImmutableArray<string> UsuallyBenign =
    [
        "Failed to establish connection to the metrics exporter agent", "RpcError: Running out of retries to initialize the metrics agent", "Metrics will not be exported", "FutureWarning",
        "Opened result file:", "SQLite3 generation ::", "rocpd_op:", "rpd_tracer:", "[rocprofv3]",
    ];

    private string? traceback;
    private bool isBenign;

    /// <summary>The first error; null so far.</summary>
    public string? First { get; private set; }

    /// <summary>Null when nothing is to be looked for.</summary>
    public static ErrorScan? Of(Settings settings) => settings.Flag("log_error_pattern_scan", otherwise: true)
        ? new ErrorScan(settings.Texts("log_error_patterns") ?? UsualErrors, [.. UsuallyBenign, .. settings.Texts("log_error_benign_patterns") ?? []])
        : null;

    public void Take(string line)
    {
        if (traceback is not null)
        {
            isBenign |= IsBenign(line);
            if (line.Length == 0 || char.IsWhiteSpace(line[0]))
                return;
            // The exception itself, which ends it.
            Found($"{traceback} {line}");
            traceback = null;
        }
        else if (line.Contains(TracebackHead, StringComparison.Ordinal))
        {
            End();
            traceback = line.Trim();
            isBenign = IsBenign(line);
        }
        else if (errors.Any(error => line.Contains(error, StringComparison.Ordinal)))
        {
            isBenign = IsBenign(line);
            Found(line);
        }
    }

    /// <summary>A traceback that is cut short counts too.</summary>
    public void End()
    {
        if (traceback is { } begun)
            Found(begun);
        traceback = null;
    }

    private void Found(string text)
    {
        if (!isBenign && errors.Any(error => text.Contains(error, StringComparison.Ordinal)))
            First ??= text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }

    private bool IsBenign(string line) => benign.Any(word => line.Contains(word, StringComparison.Ordinal)) || GlogOfProfiler().IsMatch(line);

    // Warnings and errors of the profiler's own logger, such as W20260115 09:30:00.1 12 tool.cpp:1] in rocprofiler.
    [GeneratedRegex(@"^[EW]\d{4,8}\s.*rocprof")]
    private static partial Regex GlogOfProfiler();
}
