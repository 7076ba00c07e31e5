namespace Fairlead.Build.Frosting;

/// <summary>The build program itself is put together or called wrongly.</summary>
public sealed class FrostingException(string message) : Exception(message)
{
}
