using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Building;

public sealed class JudgingADefinition : IDisposable
{
    private readonly ImageProject project = new("COPY . /");

    [TestCase("HF_TOKEN")]
    [TestCase("api_key")]
    [TestCase("MY_SECRET_NAME")]
    [TestCase("CREDENTIALS")]
    public async Task Refuses_a_build_argument_named_like_a_secret(string name)
    {
        project.Definition = project.Definition with { Arguments = project.Definition.Arguments.Add(name, "x") };
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain($"'{name}'"));
        Assert.That(refused.Next, Does.Contain($"--mount=type=secret,id={name}"));
    }

    [TestCase("TOKENIZER")]
    [TestCase("KEYRING")]
    public async Task Takes_other_names(string name)
    {
        project.Definition = project.Definition with { Arguments = project.Definition.Arguments.Add(name, "x") };
        Assert.That((await project.InputsAsync()).Inputs.Select(input => input.Name), Does.Contain($"argument:{name}"));
    }

    [Test]
    public async Task Refuses_a_context_with_a_device()
    {
        await ChildProcess.RunAsync("mkfifo", [Path.Combine(project.Context, "pipe")]);
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain("pipe"));
        project.Write(".dockerignore", "pipe");
        Assert.That((await project.InputsAsync()).Inputs.Select(input => input.Name), Does.Not.Contain("context:pipe"));
    }

    [Test]
    public async Task Refuses_a_context_with_a_name_that_is_not_text()
    {
        await ChildProcess.RunAsync("python3", ["-c", "import os, sys; open(os.fsencode(sys.argv[1]) + b'/\\xff', 'w')", project.Context]);
        try
        {
            var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
            Assert.That(refused.Problem, Does.Contain("UTF-8"));
        }
        finally
        {
            await ChildProcess.RunAsync("rm", ["-r", project.Context]); // the framework could not name the file
        }
    }

    [Test]
    public async Task Refuses_one_without_its_dockerfile_or_context()
    {
        var whole = project.Definition;
        foreach (var lacking in (string[])["/nothing/Dockerfile", "/nothing/context"])
        {
            project.Definition = lacking.EndsWith("file", StringComparison.Ordinal) ? whole with { Dockerfile = lacking } : whole with { Context = lacking };
            var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
            Assert.That(refused.Problem, Does.Contain($"'{lacking}'"));
        }
    }

    public void Dispose() => project.Dispose();
}
