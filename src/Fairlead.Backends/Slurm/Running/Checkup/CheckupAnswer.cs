using System.Globalization;

namespace Fairlead.Backends.Slurm.Running.Checkup;

/// <summary>What a program of the cluster said when it was tried.</summary>
internal sealed record CheckupAnswer(string Subject, int ExitCode, string Words)
{
    private const char Field = '\x1f';
    private const char Record = '\x1e';

    public bool Succeeded => ExitCode == 0;

    public string FirstLine => Lines is [var first, ..] ? first : "";

    /// <summary>Where Slurm's programs say what it comes down to.</summary>
    public string LastLine => Lines is [.., var last] ? last : "";

    public string[] Lines => Words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="text">The output of <c>checkup.sh</c>.</param>
    public static IReadOnlyList<CheckupAnswer> Parse(string text) =>
    [
        .. text.Split(Record, StringSplitOptions.RemoveEmptyEntries)
            .Select(record => record.Split(Field))
            .Select(fields => new CheckupAnswer(fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2].Trim())),
    ];
}
