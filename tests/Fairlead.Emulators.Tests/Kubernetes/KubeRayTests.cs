using System.Net;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.Kubernetes;

public sealed class KubeRayTests
{
    private const string Jobs = "apis/ray.io/v1/namespaces/runai-emulator/rayjobs";

    [Test]
    public async Task A_job_has_its_own_cluster_for_as_long_as_it_runs()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        var go = Path.Combine(workshop.Directory, "go");
        using var created = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", $"echo $GROUP; until [ -e '{go}' ]; do sleep 0.1; done"));

        await workshop.ReachesAsync("a-job", "jobStatus", "RUNNING");
        var cluster = (await workshop.StatusAsync("a-job"))["rayClusterName"]!;
        Assert.That(await workshop.PodsAsync($"ray.io/cluster={cluster},ray.io/node-type=head"), Has.Count.EqualTo(1));
        Assert.That(await workshop.PodsAsync("ray.io/node-type=worker"), Has.Count.EqualTo(2));

        await File.WriteAllTextAsync(go, "");
        await workshop.ReachesAsync("a-job", "jobDeploymentStatus", "Complete");

        Assert.That((await workshop.StatusAsync("a-job"))["jobStatus"]!.ToString(), Is.EqualTo("SUCCEEDED"));
        var submitter = (await workshop.PodsAsync("job-name=a-job")).Single();
        Assert.That(await workshop.Client.GetStringAsync(new Uri($"api/v1/namespaces/runai-emulator/pods/{submitter}/log", UriKind.Relative)), Is.EqualTo("head\n"));
        await workshop.HasLivingPodsAsync(0);
    }

    [Test]
    public async Task A_failed_job_tells_its_exit_code_and_keeps_its_cluster_when_nobody_asked_for_its_end()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        var job = KubernetesWorkshop.Job("a-job", "exit 7");
        job["spec"]!["shutdownAfterJobFinishes"] = false;
        using var created = await workshop.PostAsync(Jobs, job);

        await workshop.ReachesAsync("a-job", "jobDeploymentStatus", "Failed");

        var status = await workshop.StatusAsync("a-job");
        Assert.That((status["jobStatus"]!.ToString(), status["message"]!.ToString()), Is.EqualTo(("FAILED", "Job entrypoint command failed with exit code 7")));
        await workshop.HasLivingPodsAsync(3);
    }

    [Test]
    public async Task A_second_job_of_the_same_name_is_a_conflict_with_a_reason()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        using var first = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", "true"));
        using var second = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", "true"));

        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.Conflict)));
        var status = JsonNode.Parse(await second.Content.ReadAsStringAsync())!;
        Assert.That((status["kind"]!.ToString(), status["reason"]!.ToString()), Is.EqualTo(("Status", "AlreadyExists")));
        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.EqualTo(new[] { "a-job" }));
    }

    [Test]
    public async Task A_deleted_job_takes_all_that_it_runs_with_it_and_its_name_is_free()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        using var created = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", "exec sleep 1000"));
        await workshop.ReachesAsync("a-job", "jobStatus", "RUNNING");

        using var deleted = await workshop.Client.DeleteAsync(new Uri($"{Jobs}/a-job", UriKind.Relative));
        using var missing = await workshop.Client.GetAsync(new Uri($"{Jobs}/a-job", UriKind.Relative));

        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await workshop.HasLivingPodsAsync(0);
        using var again = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", "true"));
        await workshop.ReachesAsync("a-job", "jobStatus", "SUCCEEDED");
    }

    [Test]
    public async Task A_suspended_job_runs_nothing()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        using var created = await workshop.PostAsync(Jobs, KubernetesWorkshop.Job("a-job", "exec sleep 1000"));
        await workshop.ReachesAsync("a-job", "jobStatus", "RUNNING");

        using var patched = await workshop.PatchAsync($"{Jobs}/a-job", """{"spec":{"suspend":true}}""");

        await workshop.ReachesAsync("a-job", "jobDeploymentStatus", "Suspended");
        await workshop.HasLivingPodsAsync(0);
    }

    [TestCase("v1")]
    [TestCase("v1alpha1")]
    public async Task A_cluster_of_its_own_has_pods_and_a_service_until_it_is_deleted(string version)
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        var path = $"apis/ray.io/{version}/namespaces/runai-emulator/rayclusters";
        using var created = await workshop.PostAsync(path, KubernetesWorkshop.Cluster("a-cluster", version));
        await workshop.HasLivingPodsAsync(3);

        Assert.That((await workshop.GetAsync($"{path}/a-cluster/status"))["status"]!["state"]!.ToString(), Is.EqualTo("ready"));
        Assert.That((await workshop.GetAsync("api/v1/namespaces/runai-emulator/services/a-cluster-head-svc"))["spec"]!["clusterIP"]!.ToString(), Is.EqualTo("127.0.0.1"));

        using var deleted = await workshop.Client.DeleteAsync(new Uri($"{path}/a-cluster", UriKind.Relative));
        await workshop.HasLivingPodsAsync(0);
    }

    [TestCase("metadata", """{"name":"A_Job"}""", "is not a lower-case RFC 1123 subdomain")]
    [TestCase("kind", "\"RayCluster\"", "the body is not a RayJob of ray.io/v1")]
    [TestCase("metadata", """{"name":"a-job","namespace":"other"}""", "the namespace of the object is not that of the request")]
    [TestCase("spec", """{"rayClusterSpec":{}}""", "spec.entrypoint and spec.rayClusterSpec are required")]
    [TestCase("spec", """{"entrypoint":"true","rayClusterSpec":{}}""", "spec needs headGroupSpec")]
    public async Task An_object_that_is_not_valid_is_refused(string field, string json, string problem)
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        var job = KubernetesWorkshop.Job("a-job", "true");
        job[field] = JsonNode.Parse(json);

        using var answer = await workshop.PostAsync(Jobs, job);

        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity));
        Assert.That(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["message"]!.ToString(), Does.Contain(problem));
    }

    [Test]
    public async Task Other_namespaces_and_tokens_are_refused()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        using var space = await workshop.Client.GetAsync(new Uri("api/v1/namespaces/other/pods", UriKind.Relative));
        workshop.Client.DefaultRequestHeaders.Authorization = null;
        using var anonymous = await workshop.Client.GetAsync(new Uri(Jobs, UriKind.Relative));

        Assert.That((space.StatusCode, anonymous.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task Secrets_of_the_project_reach_the_pods()
    {
        await using var workshop = await KubernetesWorkshop.StartAsync();
        workshop.Cloud.RunAi.Credentials.Add("hf", new Dictionary<string, string> { ["token"] = "canary" });
        var job = KubernetesWorkshop.Job("a-job", "[ ${#HF_TOKEN} = 6 ]");
        var environment = job["spec"]!["rayClusterSpec"]!["headGroupSpec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        environment.Add(JsonNode.Parse("""{"name":"HF_TOKEN","valueFrom":{"secretKeyRef":{"name":"hf","key":"token"}}}"""));

        using var created = await workshop.PostAsync(Jobs, job);

        await workshop.ReachesAsync("a-job", "jobStatus", "SUCCEEDED");
    }
}
