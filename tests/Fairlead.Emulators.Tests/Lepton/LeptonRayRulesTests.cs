using System.Text.Json.Nodes;
using Fairlead.Emulators.Lepton;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.RayClusters;
using Fairlead.Emulators.Lepton.Workspace;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonRayRulesTests
{
    [TestCase("2.48.0", null)]
    [TestCase("2.48", "ray_version '2.48' is not a version such as 2.48.0")]
    [TestCase("ray:2.48.0-py312-gpu", "is not a version such as 2.48.0")]
    public void The_version_is_a_version_and_no_image_tag(string version, string? problem)
    {
        var cluster = Cluster();
        cluster["spec"]!["ray_version"] = version;
        Assert.That(Check(cluster)?.Message, problem is null ? Is.Null : Does.Contain(problem));
    }

    [TestCase("image", "null", "image is required")]
    [TestCase("head_group_spec", "null", "head_group_spec is required")]
    [TestCase("head_group_spec", """{"resource_shape":"cpu.small","min_replicas":2}""", "head_group_spec.min_replicas must be 1")]
    [TestCase("worker_group_specs", """[{"resource_shape":"none"}]""", "unknown resource_shape 'none'")]
    [TestCase("worker_group_specs", """[{"resource_shape":"cpu.small","min_replicas":-1}]""", "must not be negative")]
    [TestCase("worker_group_specs", """[{"resource_shape":"cpu.small","envs":[{"name":"A","value_from":{"secret_name_ref":"none"}}]}]""", "secret 'none' not found")]
    public void Groups_keep_the_rules_of_jobs(string field, string json, string problem)
    {
        var cluster = Cluster();
        cluster["spec"]![field] = JsonNode.Parse(json);
        Assert.That(Check(cluster)?.Message, Does.Contain(problem));
    }

    [TestCase("""{"spec":{"suspend":true}}""", null)]
    [TestCase("""{"spec":{"worker_group_specs":[{"group_name":"w","min_replicas":3}]}}""", null)]
    [TestCase("""{"metadata":{"id":"x"}}""", "metadata cannot be changed, only spec")]
    [TestCase("""{"spec":{"image":"img:2"}}""", "spec.image cannot be changed")]
    [TestCase("""{"spec":{"suspend":"yes"}}""", "spec.suspend must be true or false")]
    [TestCase("""{"spec":{"worker_group_specs":[{"group_name":"w","min_replicas":3,"envs":[]}]}}""", "envs of a worker group cannot be changed")]
    [TestCase("""{"spec":{"worker_group_specs":[{"min_replicas":3}]}}""", "group_name of a worker group is required")]
    [TestCase("""{"spec":{"worker_group_specs":[{"group_name":"w","min_replicas":-1}]}}""", "min_replicas of a worker group must be a number that is not negative")]
    public void Only_suspension_and_the_number_of_workers_can_be_changed(string patch, string? problem) =>
        Assert.That(LeptonRayPatch.Check(JsonNode.Parse(patch)!.AsObject())?.Message, Is.EqualTo(problem));

    private static LeptonRefusal? Check(JsonObject cluster) =>
        LeptonRayRules.Check(LeptonBodies.Read(cluster, LeptonBodies.Default.LeptonRayClusterBody, out _)!, LeptonInventory.Default, new Dictionary<string, string>());

    private static JsonObject Cluster() => JsonNode.Parse("""
        {
          "metadata": {"id": "a-cluster"},
          "spec": {
            "image": "img:1", "ray_version": "2.48.0", "suspend": false,
            "head_group_spec": {"resource_shape": "cpu.small", "min_replicas": 1},
            "worker_group_specs": [{"group_name": "w", "resource_shape": "cpu.small", "min_replicas": 2}]
          }
        }
        """)!.AsObject();
}
