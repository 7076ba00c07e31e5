using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>The command line that makes one node's container.</summary>
/// <param name="Image">Its id.</param>
/// <param name="Gpus">The options that show it GPUs.</param>
internal sealed record ContainerWords(Run Run, JobRequest Request, DockerPart Part, string Image, ImmutableArray<string> Gpus)
{
    private const string Script = $"{DockerPart.RunDirectory}/files/launch.sh";

    public ImmutableArray<string> Of(int node, DockerRunDirectory home) =>
    [
        "create",
        $"--name={DockerContainer.NameOf(Run, node)}",
        Label(DockerLabels.Run, Run.Id),
        Label(DockerLabels.Job, Run.Name),
        Label(DockerLabels.Key, Request.Key.ToString()),
        Label(DockerLabels.Node, Text(node)),
        Label(DockerLabels.Directory, home.Root),
        "--pull=never",
        "--entrypoint=sh",
        DockerPart.RunMount(home.Root),
        $"--env=NODE_RANK={Text(node)}",
        $"--env=MASTER_ADDR={(Part.HasNames ? DockerContainer.NameOf(Run, 0) : "127.0.0.1")}",
        $"--env=MASTER_PORT={Text(home.ChoosePort())}",
        .. Part.User is null ? [$"--user={Submitter}"] : Array.Empty<string>(),
        .. Gpus,
        .. Part.Options,
        Image,
        Script,
    ];

    // For podman without root, root in the container is the user outside.
    private string Submitter => Part.Client == "podman" && LibC.EffectiveUser() != 0
        ? "0:0"
        : string.Create(CultureInfo.InvariantCulture, $"{LibC.EffectiveUser()}:{LibC.EffectiveGroup()}");

    private static string Label(string name, string value) => $"--label={name}={value}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
