using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>One env.toml, parsed once: its profiles and its reserved tables.</summary>
/// <param name="Path">Null: there is none, which counts as an empty one until a profile is asked for.</param>
public sealed record EnvFile(string? Path, TableSetting Tables)
{
    public static readonly EnvFile None = new(null, TableSetting.Empty(new Origin(EnvFileLocator.FileName)));

    /// <summary>Every table that is not reserved, whatever is in it.</summary>
    public IEnumerable<string> ProfileNames => Tables.Items.Keys.Where(name => !ReservedTables.Contains(name));

    /// <summary>Finds and reads the file in force; see <see cref="EnvFileLocator.Find"/>.</summary>
    /// <exception cref="FairleadException">The file is not TOML, or something in it is not a table.</exception>
    public static EnvFile Find(string directory, Func<string, string?> environment) =>
        EnvFileLocator.Find(directory, environment) is { } path ? Read(path) : None;

    /// <inheritdoc cref="Find"/>
    public static EnvFile Read(string path)
    {
        var tables = TomlSettings.ReadFile(path, EnvFileLocator.FileName);
        foreach (var (name, value) in tables.Items.Where(item => item.Value is not TableSetting))
            throw value.Origin.Fault($"'{name}' expects to stand in a table, found at the top", "move it below a [profile] header");
        var file = new EnvFile(path, tables);
        ReservedTables.Check(file);
        return file;
    }

    /// <summary>The file with a profile that is built in, unless it has one of that name itself.</summary>
    public EnvFile WithBuiltIn(string name, TableSetting profile) => Table(name) is null ? this with { Tables = Tables.With(name, profile) } : this;

    /// <summary>A table as it is written, or null.</summary>
    public TableSetting? Table(string name) => Tables[name] as TableSetting;
}
