namespace Fairlead.Stages;

/// <summary>One thing a stage's result depends on.</summary>
/// <param name="Name">Its kind, a colon, and its name: <c>file:recipes/nano3/sft/train.py</c>, <c>setting:nodes</c>, <c>stage:package</c>.</param>
/// <param name="Value">A digest for files and upstream stages, plain text for settings; never a secret.</param>
public sealed record StageInput(string Name, string Value);
