namespace Fairlead.Sources;

/// <summary>Who said which files there are.</summary>
public enum SourceOrigin
{
    /// <summary>git: the tracked files, and the untracked ones that it does not ignore.</summary>
    GitWorkTree,

    /// <summary>A walk of the folder, which no git work tree holds: nothing is ignored.</summary>
    PlainFolder,
}
