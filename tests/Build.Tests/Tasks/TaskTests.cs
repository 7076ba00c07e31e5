using System.Reflection;
using Fairlead.Build.Tasks;
using Fairlead.Pipeline.Menu;

namespace Fairlead.Build.Tests.Tasks;

public sealed class TaskTests
{
    private static readonly Type[] Classes = [.. typeof(Default).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))];

    private static readonly string[] Files = Directory.GetFiles(Path.Combine(Repository.Root, "build", "Tasks"), "*.cs", SearchOption.AllDirectories);

    [Test]
    public void Every_task_can_be_found_and_says_what_it_does()
    {
        Assert.That(Classes, Is.Not.Empty.And.All.Property(nameof(Type.IsPublic)).True);
        Assert.That(Classes.Where(type => type.GetCustomAttribute<TaskDescriptionAttribute>() is null), Is.Empty);
    }

    [Test]
    public void Every_task_but_the_menu_itself_is_in_the_menu() =>
        Assert.That(Classes.Except([typeof(Default)]).Select(type => type.Namespace!.Split('.')[^1]).Distinct(), Is.SubsetOf(MenuText.GroupNames));

    [Test]
    public void Every_task_has_a_short_file_of_its_own()
    {
        var lengths = Files.Select(file => File.ReadAllLines(file).Length).Order().ToList();

        Assert.That(Files.Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Classes.Select(type => type.Name)));
        Assert.That(lengths[^1], Is.LessThanOrEqualTo(80));
        Assert.That(lengths[lengths.Count / 2], Is.LessThan(25));
    }
}
