namespace Fairlead.Emulators.Lepton;

/// <summary>Why a request is not served.</summary>
/// <param name="Status">The HTTP status of the answer.</param>
internal sealed record LeptonRefusal(int Status, string Message)
{
    public static LeptonRefusal Invalid(string message) => new(400, message);

    public static LeptonRefusal Missing(string message) => new(404, message);

    public static LeptonRefusal Conflict(string message) => new(409, message);
}
