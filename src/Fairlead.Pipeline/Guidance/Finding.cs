using System.Text.Json.Nodes;

namespace Fairlead.Pipeline.Guidance;

/// <summary>One thing the Doctor looked at.</summary>
/// <param name="Found">What was found, for people.</param>
/// <param name="Remedy">What to do; null when all is well.</param>
internal sealed record Finding(string Subject, string Found, string? Remedy)
{
    public JsonObject ToJson() => new() { ["check"] = Subject, ["ok"] = Remedy is null, ["found"] = Found, ["remedy"] = Remedy };

    public override string ToString() => Remedy is null ? $"ok       {Subject}: {Found}" : $"missing  {Subject}: {Found}; {Remedy}";
}
