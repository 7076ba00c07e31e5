using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes;

/// <summary>How executors are written in env.toml and after <c>--executor=</c>.</summary>
public static class ExecutorKinds
{
    public static IReadOnlyList<ExecutorKind> All { get; } = Enum.GetValues<ExecutorKind>();

    public static IEnumerable<string> Names => All.Select(Name);

    public static string Name(this ExecutorKind executor) => executor.ToString().ToLowerInvariant();

    /// <exception cref="FairleadException">The text names no executor; the message starts with the origin's place.</exception>
    public static ExecutorKind Parse(string text, Origin origin)
    {
        foreach (var executor in All)
        {
            if (executor.Name() == text)
                return executor;
        }

        throw origin.Fault($"unknown executor '{text}'.{Suggest.DidYouMean(text, Names)}", $"use one of: {string.Join(", ", Names)}");
    }
}
