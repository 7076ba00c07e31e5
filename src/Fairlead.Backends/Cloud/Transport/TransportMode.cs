namespace Fairlead.Backends.Cloud.Transport;

/// <summary>How a job's files reach its pods.</summary>
public enum TransportMode
{
    /// <summary>In the job's environment while they fit, else over the volume.</summary>
    Auto,

    /// <summary>In the job's environment, or not at all.</summary>
    Environment,

    /// <summary>Over the volume.</summary>
    Volume,
}
