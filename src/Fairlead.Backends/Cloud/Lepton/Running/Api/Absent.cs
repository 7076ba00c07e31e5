using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>For calls about things that need not be there.</summary>
internal static class Absent
{
    public static async Task<T?> IsNullAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
            return null;
        }
    }

    public static async Task IsWellAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.NotFound)
        {
            // What was to be ended or removed is gone already.
        }
    }
}
