using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Manifest;

public sealed class LoadingUpstreamsManifests
{
    [TestCaseSource(typeof(UpstreamFixture), nameof(UpstreamFixture.Names))]
    public void Every_producers_loads_and_is_kept_without_loss(string producer)
    {
        var loaded = ManifestJson.Read(UpstreamFixture.Read(producer)).Manifest;
        var written = ManifestJson.Write(loaded);
        var again = ManifestJson.Read(written);
        Assert.That(ManifestJson.Write(again.Manifest), Is.EqualTo(written));
        Assert.That(again.Notes, Is.Empty);
        Assert.That(again.Manifest.Images.Select(Flat), Is.EqualTo(loaded.Images.Select(Flat)));
        Assert.That(again.Manifest.Models, Is.EqualTo(loaded.Models));
        Assert.That(again.Manifest.Context, Is.EqualTo(loaded.Context));
        Assert.That(again.Manifest.Extensions, Is.EqualTo(loaded.Extensions));
    }

    [TestCaseSource(typeof(UpstreamFixture), nameof(UpstreamFixture.Names))]
    public void Nothing_but_secrets_goes_missing(string producer)
    {
        var upstream = JsonNode.Parse(UpstreamFixture.Read(producer))!.AsObject();
        var loaded = ManifestJson.Read(upstream.ToJsonString()).Manifest;
        foreach (var image in loaded.Images)
            foreach (var (name, value) in upstream["built_images"]![image.Key]!.AsObject())
                Assert.That(HasHome(image, name, value), Is.True, $"{image.Key}.{name}");
        Assert.That(loaded.Images.Select(image => image.Key), Is.EqualTo(upstream["built_images"]!.AsObject().Select(image => image.Key)), "the order of running");
        Assert.That(loaded.Models.Select(model => model.Key), Is.EqualTo(upstream["built_models"]!.AsObject().Select(model => model.Key)));
        Assert.That(loaded.Extensions.Keys, Is.EquivalentTo(upstream.Select(member => member.Key).Except(["built_images", "built_models", "context", "credentials_required"])));
    }

    [Test]
    public void A_normal_build_keeps_what_schema_2_does_not_name()
    {
        var manifest = ManifestJson.Read(UpstreamFixture.Read("normal-build")).Manifest;
        var image = manifest.Images[0];
        Assert.That(image.Source, Is.EqualTo(ImageSource.Built));
        Assert.That(image.Tag, Is.EqualTo("ci-zeta_trainer.ubuntu.amd"));
        Assert.That(image.RegistryRef, Is.EqualTo("registry.example.net/team/zeta:ci-zeta_trainer.ubuntu.amd"));
        Assert.That((image.GpuVendor, image.GpuArchitecture), Is.EqualTo(("AMD", "gfx942")));
        Assert.That(image.ConfigDigest, Is.Null);
        Assert.That(image.Extensions["build_duration"].ToString(), Is.EqualTo("812.25"));
        Assert.That(manifest.Images[1].Extensions["build_command"].ToString(), Does.Contain("BASE_DOCKER"));
        Assert.That(manifest.CredentialsRequired, Is.EqualTo((string[])["dockerhub", "nas"]));
        Assert.That(manifest.Models[0].Card.ToString(), Does.Contain("\"something_new\":{\"deep\":[1,2.50,null]}"));
    }

    [Test]
    public void A_local_image_is_a_flag()
    {
        var image = ManifestJson.Read(UpstreamFixture.Read("local-image")).Manifest.Images[0];
        Assert.That(image, Is.EqualTo(new ManifestImage("local-team_alpha", "rocm/vllm:custom", ImageSource.LocalImage) { LocalImage = true, GpuVendor = "AMD", Extensions = image.Extensions }));
    }

    [Test]
    public void An_image_named_when_the_others_were_built_is_told_apart()
    {
        var image = ManifestJson.Read(UpstreamFixture.Read("use-image")).Manifest.Images[0];
        Assert.That((image.Source, image.LocalImage, image.LocalTag, image.Dockerfile), Is.EqualTo((ImageSource.UseImage, true, (string?)null, (string?)null)));
    }

    [Test]
    public void The_tag_on_the_building_node_is_a_member_of_its_own()
    {
        var image = ManifestJson.Read(UpstreamFixture.Read("build-on-compute")).Manifest.Images[0];
        Assert.That((image.Source, image.LocalImage, image.LocalTag), Is.EqualTo((ImageSource.BuildOnCompute, false, "ci-alpha_alpha.ubuntu.amd")));
        Assert.That(image.RegistryRef, Is.EqualTo("registry.example.net/team/alpha:ci-alpha"));
    }

    [Test]
    public void An_image_that_was_not_built_may_be_in_a_registry_or_not()
    {
        var images = ManifestJson.Read(UpstreamFixture.Read("batch-not-built")).Manifest.Images;
        Assert.That(images.Select(image => image.Source), Has.All.EqualTo(ImageSource.NotBuilt));
        Assert.That(images.Select(image => image.RegistryRef), Is.EqualTo((string?[])["docker.io/team/alpha:1.2", null]));
    }

    [TestCase("built_images")]
    [TestCase("built_models")]
    [TestCase("context")]
    public void A_part_that_is_missing_is_named(string part)
    {
        var upstream = JsonNode.Parse(UpstreamFixture.Read("use-image"))!.AsObject();
        upstream.Remove(part);
        Assert.That(() => ManifestJson.Read(upstream.ToJsonString()), Throws.InstanceOf<FairleadException>().With.Message.Contain($"{part}: expected an object, found nothing"));
    }

    [Test]
    public void A_member_of_another_kind_is_named_with_its_path()
    {
        var upstream = JsonNode.Parse(UpstreamFixture.Read("use-image"))!.AsObject();
        upstream["built_images"]!["alpha"]!["docker_image"] = 7;
        var fault = Assert.Throws<FairleadException>(() => ManifestJson.Read(upstream.ToJsonString()))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Problem, Is.EqualTo("built_images.alpha.docker_image: expected a text, found 7"));
    }

    [Test]
    public void A_member_of_schema_2_in_a_manifest_without_one_is_refused()
    {
        var upstream = JsonNode.Parse(UpstreamFixture.Read("use-image"))!.AsObject();
        upstream["built_images"]!["alpha"]!["tag"] = "other";
        Assert.That(() => ManifestJson.Read(upstream.ToJsonString()), Throws.InstanceOf<FairleadException>().With.Message.Contain("built_images.alpha.tag"));
    }

    // Members that schema 2 names otherwise, or says by being absent.
    private static bool HasHome(ManifestImage image, string name, JsonNode? value) => name switch
    {
        "docker_image" => image.Tag == value!.GetValue<string>(),
        "dockerfile" => image.Dockerfile == value!.GetValue<string>() || (image.Dockerfile is null && value.GetValue<string>() is "" or "N/A (local image mode)"),
        "local_image" => image.LocalImage || image.LocalTag == value!.GetValue<string>(),
        "registry_image" => (image.RegistryRef ?? "") == (value?.GetValue<string>() ?? ""),
        "gpu_vendor" => (image.GpuVendor ?? "") == value!.GetValue<string>(),
        "gpu_architecture" => image.GpuArchitecture == value!.GetValue<string>(),
        "prebuilt" => image.Source == ImageSource.UseImage,
        "built_on_compute" => image.Source == ImageSource.BuildOnCompute,
        "build_command" when value!.GetValue<string>().Contains("canary", StringComparison.Ordinal) => !image.Extensions.ContainsKey(name),
        _ => image.Extensions[name] == JsonText.Of(value),
    };

    private static (ManifestImage, string) Flat(ManifestImage image) =>
        (image with { Extensions = ImmutableSortedDictionary<string, JsonText>.Empty }, string.Join('\n', image.Extensions.Select(member => $"{member.Key}={member.Value}")));
}
