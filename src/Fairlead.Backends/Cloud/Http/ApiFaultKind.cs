namespace Fairlead.Backends.Cloud.Http;

/// <summary>What was wrong with a call, as far as the caller must know to go on.</summary>
internal enum ApiFaultKind
{
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,

    /// <summary>The server understood the request and will never grant it.</summary>
    Invalid,
    Throttled,

    /// <summary>The server failed, or its answer cannot be read.</summary>
    Server,

    /// <summary>No answer came.</summary>
    Unreachable,
}
