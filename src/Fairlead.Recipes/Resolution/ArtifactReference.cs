using System.Text.RegularExpressions;

namespace Fairlead.Recipes.Resolution;

/// <summary>References to artifacts in a config's <c>run</c> table: <c>name:latest</c>, <c>name:v3</c>, or a bare name that says it is an Artifact.</summary>
public static partial class ArtifactReference
{
    /// <summary>The reference as artifacts are stored, with '-' for '/'; null when the text is none.</summary>
    public static string? Normalise(string text) => Pattern().IsMatch(text) ? text.Replace('/', '-') : null;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*:(latest|v?[0-9]+)\z|^(?=.*Artifact)[A-Za-z][A-Za-z0-9_/-]*\z")]
    private static partial Regex Pattern();
}
