namespace Fairlead.Images.Cache.Saving;

/// <summary>What saving came to.</summary>
/// <param name="Saved">False when the cache had the image under that reference already.</param>
/// <param name="BytesWritten">Of blobs that the cache lacked, as kept.</param>
/// <param name="Reason">Why the whole image had to be read from the engine; null when it was not.</param>
public sealed record SaveResult(ImageEntry Entry, bool Saved, long BytesWritten, int LayersWritten, string? Reason);
