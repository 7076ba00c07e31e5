namespace Fairlead.Sources;

/// <summary>What an archive says of one of its entries, before anything is believed.</summary>
/// <param name="Type">The type flag of ustar: '0' a file, '2' a symbolic link.</param>
internal sealed record ArchivedEntry(string Path, char Type, string LinkTarget, bool Executable, long Size);
