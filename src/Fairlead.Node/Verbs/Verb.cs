using Fairlead.Primitives;

namespace Fairlead.Node.Verbs;

/// <summary>One thing that the program can be told to do.</summary>
/// <param name="Options">What it takes; nothing else is accepted.</param>
internal sealed record Verb(string Name, string Summary, IReadOnlyList<VerbOption> Options, Func<VerbArguments, Terminal, CancellationToken, Task<ExitCode>> RunAsync);

/// <param name="Value">What stands for its value in the help.</param>
internal sealed record VerbOption(string Name, string Value, string Summary, bool IsNeeded = false);
