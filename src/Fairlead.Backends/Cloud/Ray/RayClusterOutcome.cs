namespace Fairlead.Backends.Cloud.Ray;

/// <summary>What came of asking for a Ray cluster.</summary>
internal enum RayClusterOutcome
{
    Created,

    /// <summary>One of that name is there, made from the same spec: it is used.</summary>
    AlreadyExistsWithSameSpec,

    AlreadyExistsWithOtherSpec,
    Auth,
    Quota,
    ImagePull,
    Timeout,
    Other,
}
