using System.Globalization;

namespace Fairlead.Runs.Folder;

/// <summary>Reads the launch script's samples of where each log ended when: <c>at SECONDS</c>, then a line <c>SIZE NAME</c> for each log.</summary>
public static class LogTimes
{
    /// <summary>Where a log ended at the last sample that is not after the moment; 0 when there is none.</summary>
    public static long OffsetAt(string path, string logName, DateTimeOffset moment)
    {
        var offset = 0L;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            var (word, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : ("", "");
            if (!long.TryParse(word == "at" ? rest : word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue; // a sample cut short by the end of the job
            if (word == "at" && number > moment.ToUnixTimeSeconds())
                break;
            if (word != "at" && Path.GetFileName(rest) == logName)
                offset = number;
        }

        return offset;
    }
}
