using System.Text.RegularExpressions;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Variables that say which rank or node this is: a manifest can only know another's.</summary>
internal static partial class IdentityKeys
{
    public static bool Has(string name) => Identity().IsMatch(name);

    [GeneratedRegex(@"\A((NODE_)?RANK|MASTER_ADDR|SLURM_.*|.*_VISIBLE_DEVICES|MAD_SYSTEM_.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Identity();
}
