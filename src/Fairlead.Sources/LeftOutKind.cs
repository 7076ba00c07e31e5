namespace Fairlead.Sources;

/// <summary>Why something in the scope does not ship.</summary>
public enum LeftOutKind
{
    /// <summary>It looks like a secret, by its name or by what it holds.</summary>
    Secret,

    /// <summary>A tool's leftover, or binary data.</summary>
    BuiltIn,

    /// <summary>git ignores it.</summary>
    Ignored,

    /// <summary>A submodule that is not checked out.</summary>
    AbsentSubmodule,

    /// <summary>A link that ships leads to it.</summary>
    LinkTarget,

    /// <summary>A Git LFS pointer ships in its place.</summary>
    Pointer,
}
