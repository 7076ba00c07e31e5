using System.Reflection;
using Cake.Core;

namespace Fairlead.Build.Frosting;

/// <summary>Tells the engine what a task class says of itself: its attributes, and the members it overrides.</summary>
internal static class TaskRegistration
{
    public static void Register(ICakeEngine engine, IFrostingTask task, IFrostingContext context)
    {
        var type = task.GetType();
        var builder = engine.RegisterTask(NameOf(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
            builder.Description(description.Description);
        foreach (var edge in type.GetCustomAttributes<IsDependentOnAttribute>())
            builder.IsDependentOn(NameOf(edge.Task));
        foreach (var edge in type.GetCustomAttributes<IsDependeeOfAttribute>())
            builder.IsDependeeOf(NameOf(edge.Task));
        if (type.IsDefined(typeof(ContinueOnErrorAttribute)))
            builder.ContinueOnError();

        var contextType = context.GetType();
        if (Overrides(type, "Run", contextType) || Overrides(type, nameof(IFrostingTask.RunAsync), contextType))
            builder.Does(() => task.RunAsync(context));
        if (Overrides(type, nameof(IFrostingTask.ShouldRun), contextType))
            builder.WithCriteria(() => task.ShouldRun(context), task.SkippedMessage);
        if (Overrides(type, nameof(IFrostingTask.OnError), typeof(Exception), contextType))
            builder.OnError(exception => task.OnError(exception, context));
        if (Overrides(type, nameof(IFrostingTask.Finally), contextType))
            builder.Finally(() => task.Finally(context));
    }

    private static string NameOf(Type task) =>
        !typeof(IFrostingTask).IsAssignableFrom(task) ? throw new FrostingException($"An edge names '{task.Name}', which is not a task.")
        : task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    private static bool Overrides(Type task, string method, params Type[] parameters) =>
        task.GetMethod(method, parameters) is { } found && found.DeclaringType != found.GetBaseDefinition().DeclaringType;
}
