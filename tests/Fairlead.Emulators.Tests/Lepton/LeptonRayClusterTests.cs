using System.Net;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Ray.Clusters;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonRayClusterTests
{
    [Test]
    public async Task A_cluster_has_a_head_and_its_workers_until_it_is_deleted()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await CreateAsync(workshop);

        await ReachesAsync(workshop, "Ready");
        Assert.That(workshop.Cloud.Pods.All.Select(pod => pod.Spec.Name), Is.EquivalentTo(new[] { "ray-head", "ray-w-worker-0", "ray-w-worker-1" }));

        using var deleted = await workshop.Client.DeleteAsync(new Uri("rayclusters/ray", UriKind.Relative));
        await Eventually.HoldsAsync("the cluster is gone", async () => await StatusAsync(workshop) == HttpStatusCode.NotFound);
        Assert.That(workshop.Cloud.Pods.Living, Is.Zero);
    }

    [Test]
    public async Task A_second_cluster_of_the_same_id_is_a_conflict()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await CreateAsync(workshop);

        using var second = await workshop.PostAsync("rayclusters", Cluster());

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_suspended_cluster_has_no_pods_and_gets_them_back()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await CreateAsync(workshop);
        await ReachesAsync(workshop, "Ready");

        using var suspended = await workshop.PatchAsync("rayclusters/ray", Patch("""{"suspend":true}"""));
        await ReachesAsync(workshop, "Stopped");
        Assert.That(workshop.Cloud.Pods.Living, Is.Zero);

        using var resumed = await workshop.PatchAsync("rayclusters/ray", Patch("""{"suspend":false}"""));
        await ReachesAsync(workshop, "Ready");
        Assert.That(workshop.Cloud.Pods.Living, Is.EqualTo(3));
    }

    [Test]
    public async Task Workers_come_and_go_as_their_number_is_changed()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await CreateAsync(workshop);
        await ReachesAsync(workshop, "Ready");

        using var answer = await workshop.PatchAsync("rayclusters/ray", Patch("""{"worker_group_specs":[{"group_name":"w","min_replicas":1}]}"""));

        await Eventually.HoldsAsync("one worker is left", () => Task.FromResult(workshop.Cloud.Pods.Living == 2));
        await ReachesAsync(workshop, "Ready");
    }

    [Test]
    public async Task Trouble_keeps_a_cluster_from_being_ready_and_is_told()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Cloud.Lepton.RayTrouble = new RayTrouble("ImagePullBackOff", "no such image");
        await CreateAsync(workshop);

        await ReachesAsync(workshop, "Not Ready");

        var condition = (await workshop.GetAsync("rayclusters/ray"))["status"]!["conditions"]![0]!;
        Assert.That(((string)condition["reason"]!, (string)condition["message"]!), Is.EqualTo(("ImagePullBackOff", "no such image")));
    }

    [TestCase(403)]
    [TestCase(429)]
    public async Task A_quota_refuses_a_cluster(int status)
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        workshop.Cloud.Faults.Add(new Fault("POST", "*/rayclusters", new FaultKind.Status(status, "quota exceeded")));

        using var answer = await workshop.PostAsync("rayclusters", Cluster());

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That((await workshop.GetAsync("rayclusters")).AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_variable_that_the_kernel_does_not_take_keeps_a_cluster_from_being_ready()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        var cluster = Cluster();
        cluster["spec"]!["head_group_spec"]!["envs"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = new string('x', 131_072) });
        using var created = await workshop.PostAsync("rayclusters", cluster);

        await ReachesAsync(workshop, "Not Ready");

        Assert.That((await workshop.GetAsync("rayclusters/ray"))["status"]!["conditions"]!.ToJsonString(), Does.Contain("argument list too long"));
    }

    internal static async Task CreateAsync(LeptonWorkshop workshop)
    {
        using var answer = await workshop.PostAsync("rayclusters", Cluster());
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
    }

    internal static Task ReachesAsync(LeptonWorkshop workshop, string state) => Eventually.HoldsAsync(
        $"the cluster is {state}",
        async () => (string)(await workshop.GetAsync("rayclusters/ray"))["status"]!["state"]! == state);

    private static async Task<HttpStatusCode> StatusAsync(LeptonWorkshop workshop)
    {
        using var answer = await workshop.Client.GetAsync(new Uri("rayclusters/ray", UriKind.Relative));
        return answer.StatusCode;
    }

    private static JsonObject Patch(string spec) => new() { ["spec"] = JsonNode.Parse(spec) };

    private static JsonObject Cluster() => JsonNode.Parse("""
        {
          "metadata": {"id": "ray"},
          "spec": {
            "image": "img:1", "ray_version": "2.48.0",
            "head_group_spec": {"resource_shape": "cpu.small", "min_replicas": 1, "envs": [{"name": "GROUP", "value": "head"}]},
            "worker_group_specs": [{"group_name": "w", "resource_shape": "cpu.small", "min_replicas": 2}]
          }
        }
        """)!.AsObject();
}
