using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Node.Containers.Launching;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>A container, and everything that was decided about it. Nothing has been done yet.</summary>
/// <param name="Files">Texts by their names in the helpers' folder.</param>
/// <param name="Mark">What begins the lines of <see cref="Containers.Phases"/>.</param>
/// <param name="Notes">For people.</param>
internal sealed record PlannedContainer(
    ContainerPlan Plan,
    ContainerEnvironment Environment,
    Settings Settings,
    ModelCommand Command,
    ImmutableArray<int> Gpus,
    ImmutableSortedDictionary<string, string> Files,
    string Mark,
    ImmutableArray<string> Notes)
{
    private const int UsualPort = 29500;
    private const int LastPort = 65535;
    private const string Port = "MASTER_PORT";
    private const string Root = "root";

    /// <param name="mark">Unlike anything that a model prints.</param>
    /// <param name="exists">Whether the host has a path.</param>
    /// <exception cref="FairleadException">Something in the manifest, the card or the job's environment cannot be done.</exception>
    public static PlannedContainer Of(ContainerRequest request, string mark, Predicate<string> exists)
    {
        var surroundings = request.Surroundings;
        var (read, notes) = surroundings.Read();
        var settings = Settings.Of(read);
        GpuChoice.CheckVendor(surroundings.Image, settings["gpu_vendor"], surroundings.Node);
        var gpus = GpuChoice.Of(settings["docker_gpus"], settings[ContextReader.GpuCount], surroundings.Node);
        var extra = ExtraOptions.Of(settings);
        ImmutableArray<Declared> declared = [.. read, .. extra.Variables, .. Of(settings)];
        var launcher = Launchers.Plan(settings.Text("distributed.launcher"), new LaunchRequest(request.Topology, gpus.Length, Processes(settings, gpus.Length), PortOf(declared, settings, surroundings.Job), request.Hosts));
        var environment = ContainerEnvironment.Of([.. declared, .. launcher.Variables], surroundings.Job);
        var mounts = MountPlan.Of(extra.Mounts, environment.Mounts, exists);
        var command = ModelCommand.Of(settings, request.Workspace);
        var plan = new ContainerPlan(ContainerName.Of(request.Topology, request.Folder, surroundings.Model.Key), request.Image, Phases.Command(mark, command), command.WorkFolder)
        {
            User = extra.User ?? (gpus.IsEmpty ? request.User : Root),
            Gpus = GpuFlags.Of(surroundings.Node, gpus, request.Client),
            Cpus = settings.Text("docker_cpus"),
            Mounts = [MountPlan.Bind(request.Workspace, ContainerPlan.Workspace), MountPlan.Bind(request.Helpers, ContainerPlan.Helpers, isReadOnly: true), .. mounts.Mounts.SelectMany(mount => mount.Words)],
            Variables = environment.Variables.ToImmutableSortedDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal),
            Options = extra.Others,
            Labels = ContainerName.Labels(request.Topology, request.Folder, surroundings.Model.Key),
        };
        return new PlannedContainer(plan, environment, settings, command, gpus, launcher.Files.AddRange(Phases.Files), mark, [.. notes, .. environment.Notes, .. extra.Notes, .. mounts.Notes]);
    }

    private static IEnumerable<Declared> Of(Settings settings)
    {
        yield return Computed("MAD_MODEL_NAME", settings.Text("name") ?? "");
        if (settings.Text("multiple_results") is { } results)
            yield return Computed("MAD_OUTPUT_CSV", results);
        yield return new Declared(Field.Variable, "MAD_GUEST_OS", new Given.Data(settings.Text("guest_os")!), settings["guest_os"]!.Layer, settings["guest_os"]!.Place);
    }

    private static Declared Computed(string name, string value) => new(Field.Variable, name, new Given.Data(value), Layer.Computed, "this run");

    private static int Processes(Settings settings, int gpus) =>
        NumberOf(settings, "distributed.nproc_per_node", int.MaxValue) ?? Math.Max(1, gpus);

    // A variable of that name, whoever sets it, or else what the card says of its launcher.
    private static int PortOf(IReadOnlyList<Declared> declared, Settings settings, IReadOnlyDictionary<string, string> job)
    {
        var variable = ContainerEnvironment.Of([.. declared.Where(value => value is { Field: Field.Variable, Key: Port })], job).Variables.SingleOrDefault();
        return NumberOf(variable?.Value, variable?.Place ?? Port, LastPort)
            ?? NumberOf(settings, "distributed.port", LastPort)
            ?? UsualPort;
    }

    private static int? NumberOf(Settings settings, string name, int highest) => NumberOf(settings.Text(name), settings[name]?.Place ?? name, highest);

    private static int? NumberOf(string? text, string place, int highest) => string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= highest ? number
        : throw FairleadException.Usage($"{place}: expected a whole number from 1{(highest == LastPort ? $" to {LastPort}" : "")}, found '{text}'", "correct it in the manifest, the context file or the job's environment");
}
