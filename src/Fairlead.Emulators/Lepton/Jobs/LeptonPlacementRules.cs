using System.Text.RegularExpressions;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Workspace;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Whether the workspace has what a pod asks for by name. That unknown names are refused at creation is inferred.</summary>
internal static partial class LeptonPlacementRules
{
    public static LeptonRefusal? CheckShape(string? shape, LeptonInventory inventory) =>
        shape is null ? LeptonRefusal.Invalid("resource_shape is required")
        : inventory.Shapes.Any(known => known.Name == shape) ? null
        : LeptonRefusal.Invalid($"unknown resource_shape '{shape}'");

    public static LeptonRefusal? CheckAffinity(LeptonAffinity? affinity, LeptonInventory inventory)
    {
        if (affinity?.AllowedDedicatedNodeGroups?.FirstOrDefault(id => inventory.NodeGroups.All(known => known.Id != id)) is { } group)
            return LeptonRefusal.Missing($"dedicated node group '{group}' not found");
        return affinity?.AllowedNodesInNodeGroup?.FirstOrDefault(id => !inventory.NodeGroups.Any(known => known.Nodes.Contains(id))) is { } node
            ? LeptonRefusal.Missing($"node '{node}' not found")
            : null;
    }

    public static LeptonRefusal? CheckReservation(LeptonReservation? reservation, LeptonInventory inventory) =>
        reservation?.ReservationId is { } id && !inventory.NodeGroups.Any(group => group.Reservations.Contains(id))
            ? LeptonRefusal.Missing($"reservation '{id}' not found")
            : null;

    public static LeptonRefusal? CheckPullSecrets(IReadOnlyList<string>? secrets, LeptonInventory inventory) =>
        secrets?.FirstOrDefault(name => !inventory.ImagePullSecrets.Contains(name)) is { } unknown
            ? LeptonRefusal.Missing($"image pull secret '{unknown}' not found")
            : null;

    public static LeptonRefusal? CheckQueue(LeptonQueue? queue) =>
        queue?.PriorityClass is { } priority && !Priority().IsMatch(priority)
            ? LeptonRefusal.Invalid($"unknown priority_class '{priority}'")
            : null;

    // Names such as mid-4000 are what the public launchers send; the list of all of them is not public.
    [GeneratedRegex(@"^(low|mid|high)-[1-9]000\z")]
    private static partial Regex Priority();
}
