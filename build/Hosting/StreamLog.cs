using System.Globalization;
using Cake.Core.Diagnostics;

namespace Fairlead.Build.Hosting;

/// <summary>Cake's log as plain lines on a stream of our choice: standard output is for results.</summary>
internal sealed class StreamLog(TextWriter writer) : ICakeLog
{
    private const string Blame = "An error occurred when executing task";

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        // Cake names the step that ran; what was wrong, and where, the error itself says.
        if (format.StartsWith(Blame, StringComparison.Ordinal))
            verbosity = Verbosity.Verbose;
        if (verbosity <= Verbosity)
            writer.WriteLine(args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));
    }
}
