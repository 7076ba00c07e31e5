using System.Reflection;
using Fairlead.Pipeline.Menu;

namespace Fairlead.Build.Hosting;

/// <summary>The targets of this program: its public task classes, by name; a class's namespace is its group.</summary>
internal static class TaskCatalogue
{
    public static IReadOnlyList<string> Names { get; } = [.. Types.Select(type => type.Name)];

    public static IReadOnlyList<TargetInfo> All =>
        [.. Types.Select(type => new TargetInfo(type.Name, Group(type), type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? ""))];

    private static IEnumerable<Type> Types => typeof(TaskCatalogue).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string Group(Type type) => type.Namespace!.Split('.')[^1];
}
