using System.Collections.Immutable;

namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>What a workspace has for jobs to ask for.</summary>
internal sealed record LeptonInventory(
    ImmutableArray<LeptonNodeGroup> NodeGroups,
    ImmutableArray<LeptonShape> Shapes,
    ImmutableArray<string> ImagePullSecrets)
{
    /// <summary>One group named <c>emulator</c> with two nodes and one reservation, four shapes, and the pull secret <c>ngc</c>.</summary>
    public static LeptonInventory Default { get; } = new(
        [new LeptonNodeGroup("ng-emulator-1", "emulator", ["node-1", "node-2"], ["reservation-1"])],
        [new LeptonShape("cpu.small", 1, 0), new LeptonShape("cpu.large", 16, 0), new LeptonShape("gpu.1xh100-80gb", 16, 1), new LeptonShape("gpu.8xh100-80gb", 128, 8)],
        ["ngc"]);
}

/// <param name="Id">What jobs name.</param>
/// <param name="Name">What people name.</param>
internal sealed record LeptonNodeGroup(string Id, string Name, ImmutableArray<string> Nodes, ImmutableArray<string> Reservations);

/// <param name="Accelerators">GPUs of a pod.</param>
internal sealed record LeptonShape(string Name, int Cpu, int Accelerators);
