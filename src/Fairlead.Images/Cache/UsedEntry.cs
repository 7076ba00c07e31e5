namespace Fairlead.Images.Cache;

/// <summary>An entry as pruning sees it.</summary>
/// <param name="LastUsed">When it was last saved or loaded.</param>
/// <param name="Leased">Somebody is at it.</param>
internal sealed record UsedEntry(ImageEntry Entry, DateTimeOffset LastUsed, bool Leased);
