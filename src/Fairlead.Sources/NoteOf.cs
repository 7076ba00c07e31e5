using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Has somebody note something of a file's content, or remembers the note while the file carries the same stamp.</summary>
/// <param name="path">A full path.</param>
/// <param name="find">Reads the file; 0 is no note.</param>
public delegate byte NoteOf(string path, FileStamp stamp, Func<string, byte> find);
