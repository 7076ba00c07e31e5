using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Where everything of one job lies, in a folder that its nodes share.</summary>
internal sealed partial record JobFolders(string Root)
{
    private const int Digits = 8;

    /// <summary>The results of all jobs that are collected here.</summary>
    public string Perf => Path.Combine(Root, "perf.csv");

    /// <param name="model">The key of its image.</param>
    public string Model(string model) => Path.Combine(Root, "results", Name(model));

    /// <summary>What one rank brought of a model.</summary>
    public string Rank(string model, int rank) => Path.Combine(Model(model), $"node_{Text(rank)}");

    public string Log(int rank) => Path.Combine(Root, "logs", $"rank-{Text(rank)}.log");

    public string Diagnostics(string model, int rank) => Path.Combine(Root, "diagnostics", $"rank-{Text(rank)}", Name(model));

    /// <summary>What this program brings into a rank's container.</summary>
    public string Helpers(string model, int rank) => Path.Combine(Root, "helpers", $"rank-{Text(rank)}", Name(model));

    // Keys are names mostly; where one is none, two of them still have two folders.
    private static string Name(string model) => Plain().IsMatch(model) ? model : $"{Odd().Replace(model, "_").Trim('_', '.')}-{Digest.Of(model).ToString()[..Digits]}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Odd();
}
