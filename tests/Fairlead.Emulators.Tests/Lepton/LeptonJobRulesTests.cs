using System.Text.Json.Nodes;
using Fairlead.Emulators.Lepton;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Jobs;
using Fairlead.Emulators.Lepton.Workspace;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonJobRulesTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["hf"] = "value" };

    [Test]
    public void A_complete_job_is_accepted() =>
        Assert.That(Check(Job()), Is.Null);

    [TestCase("a", null)]
    [TestCase("a-1", null)]
    [TestCase("a234567890123456789012345678901234xy", null)]
    [TestCase("a234567890123456789012345678901234xyz", "at most 36 characters long, found 37")]
    [TestCase("", "metadata.id is required")]
    [TestCase("1a", "must be lower-case letters")]
    [TestCase("A", "must be lower-case letters")]
    [TestCase("a_b", "must be lower-case letters")]
    [TestCase("a.b", "must be lower-case letters")]
    [TestCase("a-", "must be lower-case letters")]
    [TestCase("a\n", "must be lower-case letters")]
    [TestCase("made-by-lepton", "not with 'by-lepton'")]
    public void Ids_are_short_labels(string id, string? problem)
    {
        var job = Job();
        job["metadata"]!["id"] = id;
        if (problem is null)
            Assert.That(Check(job), Is.Null);
        else
            Refuses(job, 400, problem);
    }

    [TestCase("resource_shape", "\"gpu.99\"", 400, "unknown resource_shape 'gpu.99'")]
    [TestCase("resource_shape", "null", 400, "resource_shape is required")]
    [TestCase("container", "{}", 400, "container.image is required")]
    [TestCase("completions", "0", 400, "completions must be a positive integer")]
    [TestCase("parallelism", "-1", 400, "parallelism must be a positive integer")]
    [TestCase("max_failure_retry", "-1", 400, "max_failure_retry must be at least 0")]
    [TestCase("affinity", """{"allowed_dedicated_node_groups":["emulator"]}""", 404, "dedicated node group 'emulator' not found")]
    [TestCase("affinity", """{"allowed_nodes_in_node_group":["node-9"]}""", 404, "node 'node-9' not found")]
    [TestCase("reservation_config", """{"reservation_id":"none"}""", 404, "reservation 'none' not found")]
    [TestCase("image_pull_secrets", """["none"]""", 404, "image pull secret 'none' not found")]
    [TestCase("queue_config", """{"priority_class":"urgent"}""", 400, "unknown priority_class 'urgent'")]
    [TestCase("envs", """[{"value":"v"}]""", 400, "a variable needs name")]
    [TestCase("envs", """[{"name":"A","value":"v","value_from":{"secret_name_ref":"hf"}}]""", 400, "both value and value_from")]
    [TestCase("envs", """[{"name":"A","value_from":{"secret_name_ref":"none"}}]""", 404, "secret 'none' not found")]
    [TestCase("mounts", """[{"from":"node-nfs:data","mount_path":"/mnt"}]""", 400, "a mount needs path")]
    [TestCase("mounts", """[{"path":"/","from":"node-nfs:data"}]""", 400, "a mount needs mount_path")]
    [TestCase("mounts", """[{"path":"/","mount_path":"/mnt"}]""", 400, "a mount needs from")]
    [TestCase("mounts", """[{"path":"/","from":"node-nfs:data","mount_path":"/usr/"}]""", 400, "mount_path '/usr/' is reserved")]
    [TestCase("mounts", """[{"path":"/../other","from":"node-nfs:data","mount_path":"/mnt"}]""", 400, "leads out of the volume")]
    [TestCase("mounts", """[{"path":"/","from":"node-nfs:data","mount_path":"mnt"}]""", 400, "is not absolute")]
    public void What_the_workspace_does_not_know_is_refused(string field, string json, int status, string problem)
    {
        var job = Job();
        job["spec"]![field] = JsonNode.Parse(json);
        Refuses(job, status, problem);
    }

    [Test]
    public void A_body_of_another_shape_is_refused_with_the_place()
    {
        var job = Job();
        job["spec"]!["completions"] = "two";

        LeptonBodies.Read(job, LeptonBodies.Default.LeptonJobBody, out var problem);

        Assert.That(problem!.Message, Is.EqualTo("the body is not valid at $.spec.completions"));
    }

    private static void Refuses(JsonObject job, int status, string problem)
    {
        var refusal = Check(job);
        Assert.That(refusal?.Message, Does.Contain(problem));
        Assert.That(refusal!.Status, Is.EqualTo(status));
    }

    private static LeptonRefusal? Check(JsonObject job) =>
        LeptonJobRules.Check(LeptonBodies.Read(job, LeptonBodies.Default.LeptonJobBody, out _)!, LeptonInventory.Default, Secrets);

    private static JsonObject Job() => JsonNode.Parse("""
        {
          "metadata": {"id": "a-job"},
          "spec": {
            "resource_shape": "cpu.small",
            "affinity": {"allowed_dedicated_node_groups": ["ng-emulator-1"], "allowed_nodes_in_node_group": ["node-1"]},
            "container": {"image": "img:1", "command": ["/bin/sh", "-c", "true"]},
            "completions": 2, "parallelism": 2, "max_failure_retry": 1,
            "envs": [{"name": "A", "value": "b"}, {"name": "HF_TOKEN", "value_from": {"secret_name_ref": "hf"}}],
            "mounts": [{"path": "/", "from": "node-nfs:data", "mount_path": "/var/data"}],
            "image_pull_secrets": ["ngc"],
            "queue_config": {"priority_class": "mid-4000", "can_be_preempted": true},
            "reservation_config": {"reservation_id": "reservation-1"}
          }
        }
        """)!.AsObject();
}
