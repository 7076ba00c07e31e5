using Fairlead.Primitives;

namespace Fairlead.Recipes.Catalogue;

/// <summary>A file that declares a recipe and cannot be used.</summary>
/// <param name="Name">The recipe's name as far as it is known.</param>
public sealed record UnreadableRecipe(string File, string? Name, FairleadException Reason);
