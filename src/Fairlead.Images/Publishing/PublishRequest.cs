using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>What is to be in a registry.</summary>
/// <param name="Image">The engine's id of it, which is the config's digest.</param>
/// <param name="Tags">Each is to name the image; at least one.</param>
/// <param name="Credentials">Null: those that the engine's client has.</param>
public sealed record PublishRequest(Digest Image, RepositoryName Repository, ImmutableArray<string> Tags, RegistryCredentials? Credentials = null);
