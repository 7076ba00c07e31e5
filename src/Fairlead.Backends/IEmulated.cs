using Fairlead.Recipes.Settings;

namespace Fairlead.Backends;

/// <summary>A backend whose control plane comes with Fairlead too, as an emulator.</summary>
public interface IEmulated
{
    /// <summary>The built-in profile that leads there.</summary>
    const string ProfileName = "emulator";

    /// <summary>The profile that submits there.</summary>
    TableSetting ProfileOf(EmulatedPlace place);
}

/// <summary>Where emulated control planes are.</summary>
/// <param name="Name">What profile, project, workspace and client are called.</param>
/// <param name="Volume">The only volume there is; pods see it where this machine does.</param>
/// <param name="SecretFile">Holds the credential that they take.</param>
public sealed record EmulatedPlace(string Name, string Address, string Volume, string SecretFile)
{
    private Origin Layer => new($"built-in profile {Name}");

    /// <summary>A profile, or a table in one.</summary>
    public TableSetting Table(params ReadOnlySpan<(string Key, object Value)> items)
    {
        var table = TableSetting.Empty(Layer);
        foreach (var (key, value) in items)
            table = table.With(key, value as Setting ?? new ScalarSetting(value, Layer));
        return table;
    }

    public ListSetting List(TableSetting item) => new([item], Layer);
}
