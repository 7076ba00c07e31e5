using System.Reflection;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Menu;
using Fairlead.Primitives;

namespace Fairlead.Build.Hosting;

/// <summary>The targets of this program: its public task classes, by name; a class's namespace is its group.</summary>
internal static class TaskCatalogue
{
    public static IReadOnlyList<string> Names { get; } = [.. Types.Select(type => type.Name)];

    public static IReadOnlyList<TargetInfo> All =>
        [.. Types.Select(type => new TargetInfo(type.Name, Group(type), type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? ""))];

    /// <exception cref="FairleadException">A target that was asked for cannot honour an option that was given, or lacks one.</exception>
    public static PipelineOptions Accepted(PipelineOptions options)
    {
        foreach (var refusal in Asked(options).SelectMany(type => type.GetCustomAttributes<RefusesAttribute>()))
        {
            if (options.Given.Contains(refusal.Option))
                throw FairleadException.Usage(refusal.Why, refusal.Next);
        }

        if (!options.DryRun && Asked(options).Any(type => type.IsDefined(typeof(PublishesAttribute))))
            _ = PublishTarget.Of(options);
        return options;
    }

    /// <summary>The command names just this target.</summary>
    public static bool AsksFor(PipelineOptions options, IFrostingTask task) => options.Targets.Contains(task.GetType().Name);

    /// <summary>A target was asked for that reads recipes first of all.</summary>
    public static bool BeginsWithRecipes(PipelineOptions options) => Asked(options).Any(type => Group(type) is "Submitting" or "Preparing" or "Rendering");

    private static IEnumerable<Type> Asked(PipelineOptions options) => Types.Where(type => options.Targets.Contains(type.Name));

    private static IEnumerable<Type> Types => typeof(TaskCatalogue).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string Group(Type type) => type.Namespace!.Split('.')[^1];
}
