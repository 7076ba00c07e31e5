using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud;

/// <summary>
/// Makes something of which a platform has one for each name. What is there already is taken as it is: a repeated call cannot make a
/// second. After every answer that is not plain success it is looked for, whatever the answer was. A name that is taken by what is not
/// listed yet is waited for.
/// </summary>
/// <param name="what">For messages.</param>
/// <param name="create">One attempt.</param>
/// <param name="find">Null when the platform has none.</param>
internal sealed class CreateOnce<T>(string what, Func<CancellationToken, Task<T>> create, Func<CancellationToken, Task<T?>> find, TimeProvider time)
    where T : class
{
    private const int Attempts = 5;
    private const string Again = "run the same command again: it looks for it first";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Pauses pauses = new(FirstPause, LongestPause);
    private bool mayBeUnderWay;

    /// <exception cref="FairleadException">Refused: nothing was made. Unclear: it cannot be found out whether something was.</exception>
    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await create(cancellationToken);
            }
            catch (ApiFaultException exception)
            {
                mayBeUnderWay |= exception.Fault is { Status: null, MayHaveHappened: true };
                if (exception.Fault.IsPassing)
                    await Task.Delay(exception.Fault.RetryAfter is { } wish && wish < LongestPause ? wish : pauses.Next(), time, cancellationToken);
                if (await LookAsync(exception, cancellationToken) is { } found)
                    return found;
                if (IsRefusal(exception.Fault) || attempt == Attempts)
                    throw Failure(exception);
                if (exception.Fault.Kind == ApiFaultKind.Conflict)
                    await Task.Delay(pauses.Next(), time, cancellationToken);
            }
        }
    }

    private static bool IsRefusal(ApiFault fault) => !fault.IsPassing && fault.Kind != ApiFaultKind.Conflict;

    // A name that is taken by what cannot be found may be taken by this.
    private FairleadException Failure(ApiFaultException exception) => mayBeUnderWay || exception.Fault.Kind == ApiFaultKind.Conflict
        ? new FairleadException(ExitCode.Unclear, $"whether {what} was made is unclear: {exception.Problem}", Again, exception)
        : new FairleadException(ExitCode.SubmissionRefused, $"{what} was not made: {exception.Problem}", exception.Next, exception);

    private async Task<T?> LookAsync(ApiFaultException fault, CancellationToken cancellationToken)
    {
        try
        {
            return await find(cancellationToken);
        }
        catch (ApiFaultException exception)
        {
            throw new FairleadException(
                ExitCode.Unclear,
                $"whether {what} was made is unclear: {fault.Problem}; and looking for it: {exception.Problem}",
                Again,
                exception);
        }
    }
}
