namespace Fairlead.Recipes.Profiles;

/// <summary>What a key is for, beyond saying something of one job.</summary>
[Flags]
public enum KeyUse
{
    None = 0,

    /// <summary>The recipe's to decide: its config wins over the profile.</summary>
    OwnedByRecipe = 1,

    /// <summary>Where jobs run: what <c>--set</c> says of it holds for the preparation of a recipe's data too.</summary>
    Place = 2,

    /// <summary>How this machine gets there, or what it ships; nothing of what is sent depends on it.</summary>
    ThisMachine = 4,
}
