using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Manifest;

public sealed class TheNormalForm
{
    private static readonly Digest Config = Digest.Of("config");
    private static readonly Digest Published = Digest.Of("manifest");

    [Test]
    public void Everything_known_has_a_member_and_reads_back_the_same()
    {
        var image = new ManifestImage("ci-alpha_trainer", "ci-alpha_trainer", ImageSource.Built)
        {
            ConfigDigest = Config,
            ManifestDigest = Published,
            LocalImage = true,
            LocalTag = "alpha:here",
            SizeBytes = 41875931136,
            Dockerfile = "docker/trainer.Dockerfile",
            BuildContext = "docker",
            BuildFingerprint = Digest.Of("key"),
            GpuVendor = "NVIDIA",
            GpuArchitecture = "sm_90",
            RegistryRef = $"registry.example.net/team/alpha@sha256:{Published}",
            Archive = new ManifestArchive("alpha--3fd2a9c41b07.tar", Digest.Of("tar")),
        };
        var manifest = (ImageManifest.Empty with { Created = new DateTimeOffset(2026, 1, 15, 9, 30, 0, TimeSpan.Zero), Context = JsonText.Parse("""{"gpu_vendor":"NVIDIA","docker_gpus":"0-7"}""") }).With(image);
        var text = ManifestJson.Write(manifest);
        Assert.That(text, Is.EqualTo($$"""
            {
              "context": {
                "docker_gpus": "0-7",
                "gpu_vendor": "NVIDIA"
              },
              "createdUtc": "2026-01-15T09:30:00Z",
              "credentials_required": [],
              "schemaVersion": 2,
              "images": {
                "ci-alpha_trainer": {
                  "archive": {
                    "file": "alpha--3fd2a9c41b07.tar",
                    "sha256": "{{Digest.Of("tar")}}"
                  },
                  "buildContext": "docker",
                  "buildFingerprint": "sha256:{{Digest.Of("key")}}",
                  "configDigest": "sha256:{{Config}}",
                  "dockerfile": "docker/trainer.Dockerfile",
                  "gpuArchitecture": "sm_90",
                  "gpuVendor": "NVIDIA",
                  "localImage": true,
                  "localTag": "alpha:here",
                  "manifestDigest": "sha256:{{Published}}",
                  "registryRef": "registry.example.net/team/alpha@sha256:{{Published}}",
                  "sizeBytes": 41875931136,
                  "source": "built",
                  "tag": "ci-alpha_trainer"
                }
              },
              "models": {}
            }

            """));
        var read = ManifestJson.Read(text).Manifest;
        Assert.That(read.Images[0] with { Extensions = image.Extensions }, Is.EqualTo(image));
        Assert.That((read.Created, read.Context), Is.EqualTo((manifest.Created, manifest.Context)));
    }

    [Test]
    public void What_is_not_known_is_kept_to_the_byte()
    {
        var text = ManifestJson.Write(ManifestJson.Read("""
            {"schemaVersion":2,"models":{"b":{"name":"b","odd":[1e3,{"z":1,"a":"ä\u0007<&>"}]},"a":{"name":"a"}},
             "images":{"b":{"tag":"b:1","source":"built","future":{"y":1.0,"x":null}},"a":{"tag":"a:1","source":"notBuilt"}},
             "context":{"new":true},"future":[{"k":2,"j":-0.0}]}
            """).Manifest);
        Assert.That(text, Does.Contain("1e3").And.Contain("-0.0").And.Contain("1.0").And.Contain("\"x\": null").And.Contain("ä"));
        Assert.That(ManifestJson.Write(ManifestJson.Read(text).Manifest), Is.EqualTo(text));
        Assert.That(text.IndexOf("\"b:1\"", StringComparison.Ordinal), Is.LessThan(text.IndexOf("\"a:1\"", StringComparison.Ordinal)), "images stay in the order of running");
    }

    [TestCase("""{"tag":"a:1","source":"built","configDigest":"a:1"}""", "images.a.configDigest: expected the digest sha256:<64 hexadecimal characters>, found 'a:1'")]
    [TestCase("""{"tag":"a:1","source":"built","sizeBytes":-1}""", "images.a.sizeBytes: expected a whole number, not negative, found -1")]
    [TestCase("""{"tag":"a:1","source":"built","localImage":"a:2"}""", "images.a.localImage: expected true or false, found a text")]
    [TestCase("""{"tag":"a:1","source":"bought"}""", "images.a.source: expected built, localImage, useImage, buildOnCompute, notBuilt, found 'bought'")]
    [TestCase("""{"tag":"a:1","source":"built","archive":{"file":"a.tar"}}""", "images.a.archive.sha256: expected a digest, found nothing")]
    [TestCase("""{"source":"built"}""", "images.a.tag: expected a text that is not empty, found nothing")]
    [TestCase("""[]""", "images.a: expected an object, found a list")]
    public void A_member_that_is_wrong_is_named_with_what_was_expected(string image, string problem)
    {
        var fault = Assert.Throws<FairleadException>(() => ManifestJson.Read($$"""{"schemaVersion":2,"models":{},"context":{},"images":{"a":{{image}} } }"""))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Problem, Is.EqualTo(problem));
    }

    [TestCase("""{"schemaVersion":3}""", "schemaVersion: expected 2")]
    [TestCase("""{"schemaVersion":"2"}""", "found \"2\"")]
    [TestCase("""{"schemaVersion":2,"images":{},"context":{}}""", "models: expected an object, found nothing")]
    [TestCase("""{"schemaVersion":2,"images":{},"models":{"a":{}},"context":{}}""", "models.a.name: expected a text")]
    [TestCase("""{"schemaVersion":2,"images":{},"models":{},"context":{},"createdUtc":"soon"}""", "found 'soon'")]
    [TestCase("""{"schemaVersion":2,"images":{},"models":{},"context":{},"credentials_required":"dockerhub"}""", "credentials_required: expected a list of texts, found a text")]
    [TestCase("""{"context":{},"context":{}}""", "expected an image manifest")]
    [TestCase("""[]""", "expected an image manifest")]
    [TestCase("", "expected an image manifest")]
    public void What_is_no_manifest_is_refused(string text, string problem) =>
        Assert.That(() => ManifestJson.Read(text), Throws.InstanceOf<FairleadException>().With.Message.Contain(problem));
}
