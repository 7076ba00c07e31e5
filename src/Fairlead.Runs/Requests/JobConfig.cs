using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Runs.Requests;

/// <summary>The config file that the script reads: JSON, which every YAML reader takes too.</summary>
internal static class JobConfig
{
    /// <param name="fileInputs">Dotted keys that name files of the user's: they are pointed at where the job finds them.</param>
    public static string Write(TableSetting config, IEnumerable<string> fileInputs)
    {
        var placed = fileInputs.Aggregate(config, (table, key) => table.Set(key, new ScalarSetting(FileInput.PathOf(key), Origin.BuiltIn)));
        return CanonicalJson.Write(placed.ToJson(), indented: true) + "\n";
    }
}
