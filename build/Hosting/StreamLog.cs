using System.Globalization;
using Cake.Core.Diagnostics;

namespace Fairlead.Build.Hosting;

/// <summary>Cake's log as plain lines on a stream of our choice: standard output is for results.</summary>
internal sealed class StreamLog(TextWriter writer) : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
            writer.WriteLine(args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args));
    }
}
