using Cake.Core;
using Cake.Core.Diagnostics;

namespace Fairlead.Build.Hosting;

/// <summary>Cake's headings and summary, as log lines for those who ask with <c>--verbosity=verbose</c>.</summary>
public sealed class LoggedReport(ICakeLog log) : ICakeReportPrinter
{
    public void Write(CakeReport report)
    {
        foreach (var entry in report)
            log.Verbose("{0,-28} {1,-10} {2:0.000} s", entry.TaskName, entry.ExecutionStatus, entry.Duration.TotalSeconds);
    }

    public void WriteStep(string name, Verbosity verbosity) => log.Verbose("{0}", name);

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => log.Verbose("{0}", name);

    public void WriteSkippedStep(string name, Verbosity verbosity) => log.Verbose("{0} (skipped)", name);
}
