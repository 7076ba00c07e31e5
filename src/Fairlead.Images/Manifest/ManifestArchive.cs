using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>An image as one file, below the folder that nodes share.</summary>
/// <param name="Content">Of the file's bytes.</param>
public sealed record ManifestArchive(string File, Digest Content);
