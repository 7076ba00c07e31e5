using Fairlead.Executors.Cloud.Http;

namespace Fairlead.Executors.Cloud.Logs;

/// <summary>Tells what passes when it is tried again from what does not.</summary>
internal static class BrokenConnection
{
    public static bool Is(Exception exception) => exception is IOException or ApiFaultException { Fault.IsPassing: true };
}
