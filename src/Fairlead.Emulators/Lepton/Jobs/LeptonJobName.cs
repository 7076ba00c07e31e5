using System.Text.RegularExpressions;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which ids jobs may have (leptonai/leptonai: leptonai/api/v2/job_validation.py).</summary>
internal static partial class LeptonJobName
{
    private const int Longest = 36;

    public static LeptonRefusal? Check(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return LeptonRefusal.Invalid("metadata.id is required");
        if (name.Length > Longest)
            return LeptonRefusal.Invalid($"metadata.id must be at most {Longest} characters long, found {name.Length}");
        if (!Allowed().IsMatch(name) || name.EndsWith("by-lepton", StringComparison.Ordinal))
            return LeptonRefusal.Invalid($"metadata.id '{name}' must be lower-case letters, digits and hyphens, start with a letter, and end with a letter or digit but not with 'by-lepton'");
        return null;
    }

    [GeneratedRegex(@"^[a-z]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Allowed();
}
