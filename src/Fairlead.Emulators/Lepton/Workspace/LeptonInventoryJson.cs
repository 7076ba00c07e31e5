using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>The inventory as it is told; the field names are those of the public SDK (leptonai/leptonai: leptonai/api/v2/types).</summary>
internal static class LeptonInventoryJson
{
    public static JsonArray Groups(LeptonInventory inventory) =>
        List(inventory.NodeGroups, group => Item(group.Id, group.Name, "status", new JsonObject { ["ready_nodes"] = group.Nodes.Length }));

    public static JsonArray Nodes(LeptonNodeGroup group) =>
        List(group.Nodes, node => Item(node, node, "status", new JsonObject { ["status"] = new JsonArray("Ready") }));

    public static JsonArray Reservations(LeptonNodeGroup group) =>
        List(group.Reservations, id => Item(id, id, "status", new JsonObject { ["phase"] = "Reserved" }));

    public static JsonArray Shapes(LeptonInventory inventory) =>
        List(inventory.Shapes, shape => Item(shape.Name, shape.Name, "spec", new JsonObject { ["name"] = shape.Name, ["cpu"] = shape.Cpu, ["accelerator_num"] = shape.Accelerators }));

    public static JsonArray Secrets(LeptonSecrets secrets) =>
        List(secrets.All.Keys.Order(StringComparer.Ordinal), name => new JsonObject { ["name"] = name });

    private static JsonObject Item(string id, string name, string part, JsonObject content) =>
        new() { ["metadata"] = new JsonObject { ["id"] = id, ["name"] = name }, [part] = content };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> write) => [.. items.Select(write)];
}
