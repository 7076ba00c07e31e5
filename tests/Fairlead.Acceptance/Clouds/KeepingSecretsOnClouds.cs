using Fairlead.Primitives;

namespace Fairlead.Acceptance.Clouds;

public sealed class KeepingSecretsOnClouds
{
    private const string Canary = "canary-91c2ab55";

    [Test]
    public async Task A_plain_secret_reaches_the_job_and_nothing_of_Fairleads_holds_it_nor_the_platforms_own()
    {
        await using var place = new CloudWorkplace();
        var user = place.User;
        await user.SucceedAsync("--target=StartEmulator");
        user.Environment["MY_TOKEN"] = Canary;
        user.Environment["RUNAI_SECRET"] = place.Secret;
        var volume = Path.Combine(place.Folder, "volume");
        user.WriteProfiles($$"""
            [runai]
            executor = "dgxcloud"
            gpus_per_node = 0
            base_url = "{{place.Address}}/api/v1"
            kube_apiserver_url = "{{place.Address}}/kubernetes"
            client_id = "emulator"
            client_secret = "${oc.env:RUNAI_SECRET}"
            project_name = "emulator"
            pvcs = [{ claimName = "data", path = "{{volume}}" }]
            pvc_nemo_run_dir = "{{volume}}/jobs"
            allow_plain_secrets = true
            [runai.env_vars]
            HF_TOKEN = "${oc.env:MY_TOKEN}"
            """);
        user.Write("recipes/nano3/sft/train.py", "import hashlib, os\nprint(hashlib.sha256(os.environ['HF_TOKEN'].encode()).hexdigest())\n");

        var said = new List<string>();
        foreach (var target in new[] { "ShowJob", "RenderSft", "SubmitSft --attach", "Explain", "Runs", "Status", "Logs", "Collect", "Validate", "Doctor" })
        {
            var result = await user.SucceedAsync([.. $"--target={target}".Split(' '), "--profile=runai", "--verbosity=diagnostic"]);
            said.AddRange([result.Output, result.Error]);
        }

        Assert.That(string.Concat(said), Does.Contain(Digest.Of(Canary).ToString()), "the job saw the value");
        Assert.That(string.Concat(said), Does.Contain("env:MY_TOKEN").And.Not.Contain(Canary).And.Not.Contain(place.Secret));
        Assert.That(
            Directory.EnumerateFiles(user.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Where(file => File.ReadAllText(file) is var text && (text.Contains(Canary, StringComparison.Ordinal) || text.Contains(place.Secret, StringComparison.Ordinal))),
            Is.EqualTo(new[] { Path.Combine(place.Folder, "secret") }));
    }
}
