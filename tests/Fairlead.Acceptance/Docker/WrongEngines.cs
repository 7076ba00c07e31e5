using Fairlead.Primitives;

namespace Fairlead.Acceptance.Docker;

public sealed class WrongEngines
{
    [TestCase("--target=SubmitSft")]
    [TestCase("--target=BuildImages")]
    [TestCase("--target=SaveImages")]
    [TestCase("--target=SaveImages", "--image=some/image:1")]
    [TestCase("--target=PublishImages", "--registry=127.0.0.1:9/team", "--release=1.0.0")]
    [TestCase("--target=Doctor")]
    public async Task An_engine_that_does_not_answer_is_named_with_the_next_step(params string[] command)
    {
        using var place = await EngineWorkplace.OpenAsync();
        place.User.Environment["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";
        var result = await place.User.FairleadAsync([.. command, "--executor=docker"]);
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output + result.Error, Does.Contain("DOCKER_HOST"));
    }

    [Test]
    public async Task A_base_that_nobody_has_is_named()
    {
        using var place = await EngineWorkplace.OpenAsync();
        string[] nobodys = ["--executor=docker", "--set=env.build_args.BASE=127.0.0.1:9/nobody/base:1"];
        Assert.That(await place.User.FailAsync(ExitCode.StageFailed, ["--target=SubmitSft", .. nobodys]), Does.Contain("127.0.0.1:9/nobody/base:1"));
        Assert.That(await place.User.FailAsync(ExitCode.StageFailed, ["--target=RenderSft", .. nobodys]), Does.Contain("BuildImages"));
        Assert.That(await place.User.RunsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_image_that_nobody_has_refuses_the_job()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var error = await place.User.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft", "--executor=docker", "--set=env.container_image=127.0.0.1:9/nobody/image:1");
        Assert.That(error, Does.Contain("127.0.0.1:9/nobody/image:1"));
    }

    [Test]
    public async Task Doctor_looks_at_a_good_engine()
    {
        using var place = await EngineWorkplace.OpenAsync();
        Assert.That((await place.User.SucceedAsync("--target=Doctor", "--executor=docker")).Output, Does.Contain("20.10"));
    }
}
