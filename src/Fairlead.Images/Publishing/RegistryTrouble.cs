using System.Text.RegularExpressions;

namespace Fairlead.Images.Publishing;

/// <summary>What kind of failure a client's words tell of. The words are those of docker's client and engine, 20.10 to 28.</summary>
internal static partial class RegistryTrouble
{
    /// <summary>The registry knows the caller too little: 401 or 403. Asking again changes nothing.</summary>
    public static bool IsRefusal(string words) => IsOfRegistry(words) && Refusal().IsMatch(words);

    /// <summary>Asking again may help: 429, 5xx, or a connection that ended or never began.</summary>
    public static bool IsPassing(string words) => IsOfRegistry(words) && Passing().IsMatch(words);

    private static bool IsOfRegistry(string words) => !OfEngine().IsMatch(words);

    [GeneratedRegex(@"dial unix|cannot connect to the docker daemon", RegexOptions.IgnoreCase)]
    private static partial Regex OfEngine();

    [GeneratedRegex(@"\bunauthorized\b|\bdenied: |access denied|insufficient_scope|\b40[13] (Unauthorized|Forbidden)\b|no basic auth credentials|incorrect username or password|authentication required", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\btoomanyrequests\b|\b429 Too Many Requests\b|\b5[0-9][0-9] (Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|\bEOF\b|connection reset|connection refused|broken pipe|no route to host|network is unreachable|i/o timeout|handshake timeout|deadline exceeded|temporary failure in name resolution|server misbehaving", RegexOptions.IgnoreCase)]
    private static partial Regex Passing();
}
