namespace Fairlead.Recipes.Toml;

/// <summary>How a table came to be, which decides what may still be added to it.</summary>
internal enum TableKind
{
    /// <summary>Named only on the way to a deeper header; a header of its own, or a dotted key, may follow.</summary>
    Implied,

    /// <summary>Has a header of its own, is an element of an array of tables, or is the document or an inline table.</summary>
    Defined,

    /// <summary>Made by a dotted key; further dotted keys may add to it, a header may not reopen it.</summary>
    Dotted,
}
