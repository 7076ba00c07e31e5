using Fairlead.Primitives;

namespace Fairlead.Runs;

/// <summary>One thing that was looked at where jobs run.</summary>
/// <param name="Remedy">What to do; null when all is well.</param>
public sealed record CheckupFinding(string Subject, string Found, string? Remedy)
{
    /// <summary>Looks at something. That it cannot be had is a finding too.</summary>
    /// <param name="look">Says what is there.</param>
    /// <param name="remedy">What to do about a failure that does not say so itself.</param>
    public static async Task<CheckupFinding> OfAsync(string subject, Func<Task<string>> look, string remedy = "correct the profile")
    {
        try
        {
            return new CheckupFinding(subject, await look(), null);
        }
        catch (FairleadException exception)
        {
            return new CheckupFinding(subject, exception.Problem, exception.Next ?? remedy);
        }
    }
}
