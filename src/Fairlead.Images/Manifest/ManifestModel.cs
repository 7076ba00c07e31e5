namespace Fairlead.Images.Manifest;

/// <summary>What is run in an image.</summary>
/// <param name="Key">That of its image.</param>
/// <param name="Card">Its entry in upstream's models.json: an object with at least a name.</param>
public sealed record ManifestModel(string Key, JsonText Card);
