namespace Fairlead.Node.JobEnvironment;

/// <summary>Who says what a value is, the strongest first.</summary>
internal enum Layer
{
    /// <summary>Computed for this container.</summary>
    Computed,

    /// <summary>Told for this run.</summary>
    Runtime,

    /// <summary>The environment of the job, as far as it is passed through.</summary>
    Job,

    /// <summary>Told by who built the image.</summary>
    Manifest,

    /// <summary>Found on this node.</summary>
    Node,

    /// <summary>The model's card.</summary>
    Model,

    Default,
}
