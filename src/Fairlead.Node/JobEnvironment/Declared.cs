namespace Fairlead.Node.JobEnvironment;

/// <summary>What a value is for.</summary>
internal enum Field
{
    /// <summary>A variable of the container.</summary>
    Variable,

    /// <summary>A folder of the host, by its path in the container.</summary>
    Mount,

    /// <summary>What a rebuild of the image is given.</summary>
    BuildArgument,

    /// <summary>Anything else, by its name in a manifest's context.</summary>
    Setting,
}

/// <summary>One layer's word on one value.</summary>
/// <param name="Place">Where it is written, for people.</param>
internal sealed record Declared(Field Field, string Key, Given Value, Layer Layer, string Place)
{
    /// <summary>Of a mount: it may be missing on this node.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Of a mount.</summary>
    public bool IsReadOnly { get; init; }
}
