using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Http;

/// <summary>A phase or state that a fault wants told instead of the true one.</summary>
internal sealed record ToldPhase(string Word);

internal static class ToldPhases
{
    /// <summary>What this answer tells where the truth is <paramref name="actual"/>.</summary>
    public static string Told(this HttpContext context, string actual) =>
        context.Features.Get<ToldPhase>()?.Word ?? actual;
}
