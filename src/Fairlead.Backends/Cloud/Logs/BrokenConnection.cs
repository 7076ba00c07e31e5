using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Tells what passes when it is tried again from what does not.</summary>
internal static class BrokenConnection
{
    public static bool Is(Exception exception) => exception is IOException or ApiFaultException { Fault.IsPassing: true };
}
