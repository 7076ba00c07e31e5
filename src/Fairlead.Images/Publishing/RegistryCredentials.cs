using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>A user of a registry; used for one publication, and kept nowhere.</summary>
public sealed record RegistryCredentials(string User, Secret Password);
