namespace Fairlead.Runs.Requests;

/// <summary>A git repository at one commit, which the job sees at a path of its own.</summary>
/// <param name="Reference">The branch, tag or commit that was asked for.</param>
/// <param name="Commit">The commit it stood for when the job was rendered, in full.</param>
public sealed record PinnedCommit(string Repository, string Reference, string Commit, string Target);
