namespace Fairlead.Primitives;

/// <summary>What a path leads to.</summary>
public enum FileKind
{
    Regular,
    Link,
    Folder,
    Other,
}
