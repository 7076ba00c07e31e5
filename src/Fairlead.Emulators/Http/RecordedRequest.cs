namespace Fairlead.Emulators.Http;

/// <summary>A request as it was received.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Status">Null while there is no answer, and when there never was one.</param>
public sealed record RecordedRequest(string Method, string Path, string Body, int? Status)
{
    public override string ToString() => $"{Method} {Path} {Status}";
}
