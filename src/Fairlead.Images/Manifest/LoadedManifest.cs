using System.Collections.Immutable;

namespace Fairlead.Images.Manifest;

/// <summary>A manifest in the normal form, whatever it was read from.</summary>
/// <param name="Notes">For people: what was not taken over, because it was or held a secret. Never the secret.</param>
public sealed record LoadedManifest(ImageManifest Manifest, ImmutableArray<string> Notes);
