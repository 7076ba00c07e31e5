using Fairlead.Primitives;

namespace Fairlead.Recipes.Profiles;

/// <summary>Finds the env.toml in force.</summary>
public static class EnvFileLocator
{
    public const string FileName = "env.toml";

    private static readonly string[] Variables = ["FAIRLEAD_ENV_FILE", "NEMOTRON_ENV_FILE"];
    private static readonly string[] ProjectMarks = ["pyproject.toml", ".git"];

    /// <summary>The file a variable names, else the first env.toml from a directory upwards, as far as the project's own directory; null when there is none.</summary>
    /// <param name="environment">Reads a variable of the caller's environment.</param>
    /// <exception cref="FairleadException">A variable names a file that does not exist.</exception>
    public static string? Find(string directory, Func<string, string?> environment)
    {
        foreach (var variable in Variables)
        {
            if (environment(variable) is not { Length: > 0 } named)
                continue;
            var path = Path.GetFullPath(HomePath.Expand(named, environment), directory);
            return File.Exists(path) ? path : throw FairleadException.Usage($"{variable} names '{path}', which does not exist", $"correct or unset {variable}");
        }

        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
        {
            var candidate = Path.Combine(current.FullName, FileName);
            if (File.Exists(candidate))
                return candidate;
            if (ProjectMarks.Any(mark => Path.Exists(Path.Combine(current.FullName, mark))))
                return null;
        }

        return null;
    }
}
