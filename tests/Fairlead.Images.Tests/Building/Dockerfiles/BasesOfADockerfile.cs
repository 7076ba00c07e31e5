using System.Collections.Immutable;
using Fairlead.Images.Building.Dockerfiles;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Building.Dockerfiles;

public sealed class BasesOfADockerfile
{
    [TestCase("FROM a:1", "a:1")]
    [TestCase("from a:1 as build\nFROM BUILD\n", "a:1", Description = "stages and keywords know no case")]
    [TestCase("FROM scratch\nCOPY x /", "")]
    [TestCase("FROM --platform=linux/arm64 a:1 AS x", "a:1")]
    [TestCase("FROM a:1\nFROM b:1\n", "a:1 b:1")]
    [TestCase("FROM a:1\nFROM a:1\n", "a:1")]
    [TestCase("FROM host:5000/team/a@sha256:0123", "host:5000/team/a@sha256:0123")]
    [TestCase("# syntax=docker/dockerfile:1\n# FROM no\nFROM a:1", "a:1")]
    [TestCase("\uFEFFFROM a:1\r\nRUN true\r\n", "a:1")]
    [TestCase("FROM \\\n# between\n\n  a:1 \\\n AS x", "a:1")]
    [TestCase("# escape=`\nFROM `\n a:1", "a:1")]
    [TestCase("RUN x\\\\\nFROM a:1", "a:1", Description = "an escaped escape continues nothing")]
    public void Stages_are_read(string dockerfile, string bases) => Assert.That(Of(dockerfile), Is.EqualTo(bases));

    [TestCase("ARG BASE=a:1\nFROM ${BASE}", "a:1")]
    [TestCase("ARG BASE=a:1\nFROM $BASE", "a:1")]
    [TestCase("ARG BASE='a:1' REST\nFROM \"$BASE\"", "a:1")]
    [TestCase("ARG V=1\nARG BASE=a:${V}\nFROM ${BASE}-slim", "a:1-slim")]
    [TestCase("FROM ${BASE:-a:1}", "a:1")]
    [TestCase("FROM ${BASE-a:${X:-2}}", "a:2")]
    [TestCase("ARG GPU=\nFROM a:${GPU:+cuda}1", "a:1")]
    [TestCase("ARG GPU=y\nFROM a:${GPU:+cuda}1", "a:cuda1")]
    [TestCase("ARG GPU\nFROM a:${GPU+cuda}1", "a:1")]
    [TestCase("FROM a:$TARGETOS-$TARGETARCH", "a:linux-amd64")]
    [TestCase("FROM a:1\nARG B=b:1\nARG C=c:1\nFROM b:2", "a:1 b:2", Description = "arguments of a stage are not for FROM")]
    public void Variables_are_filled_in(string dockerfile, string bases) => Assert.That(Of(dockerfile), Is.EqualTo(bases));

    [Test]
    public void A_build_argument_beats_the_default()
    {
        Assert.That(Of("ARG BASE=a:1\nFROM ${BASE}", ("BASE", "b:2")), Is.EqualTo("b:2"));
        Assert.That(Of("ARG BASE\nFROM ${BASE}", ("BASE", "b:2")), Is.EqualTo("b:2"));
        Assert.That(Of("FROM ${BASE:-a:1}", ("BASE", "b:2")), Is.EqualTo("a:1"), "FROM sees declared arguments alone");
    }

    [TestCase("FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /\nCOPY --from=0 /a /\nCOPY --chown=1 --from=tools:2 /a /", "a:1 b:1 tools:2")]
    [TestCase("FROM a:1\nRUN --mount=type=bind,from=tools:2,target=/t --mount=type=cache,target=/c true", "a:1 tools:2")]
    [TestCase("FROM a:1\nCOPY --from=scratch /a /", "a:1")]
    public void Images_that_are_copied_from_count(string dockerfile, string bases) => Assert.That(Of(dockerfile), Is.EqualTo(bases));

    [TestCase("FROM a:1\nRUN cat <<EOF >/x\nFROM no\nEOF\nFROM b:1", "a:1 b:1")]
    [TestCase("FROM a:1\nRUN cat <<-'EOF' <<B\nFROM no\n\t\tEOF\nFROM no\nB\nFROM b:1", "a:1 b:1")]
    [TestCase("FROM a:1\nRUN echo '<<EOF' \" <<EOF\"\nFROM b:1", "a:1 b:1")]
    [TestCase("FROM a:1\nRUN cat <<< EOF\nFROM b:1", "a:1 b:1")]
    [TestCase("FROM a:1\nRUN echo $((1<<2))\nFROM b:1", "a:1 b:1")]
    [TestCase("FROM a:1\nENV X <<EOF\nFROM b:1", "a:1 b:1")]
    public void Here_documents_are_no_instructions(string dockerfile, string bases) => Assert.That(Of(dockerfile), Is.EqualTo(bases));

    [TestCase("FROM ${BASE}", "found ''")]
    [TestCase("ARG BASE=--help\nFROM $BASE", "'--help'")]
    [TestCase("FROM ${BASE%x}", "'${BASE%x'")]
    [TestCase("FROM a:1\nCOPY --from=$X /a /", "'$X'")]
    [TestCase("RUN true", "expected FROM")]
    public void What_names_no_image_is_refused(string dockerfile, string words)
    {
        var fault = Assert.Throws<FairleadException>(() => Of(dockerfile))!;
        Assert.That(fault.Problem, Does.Contain(words));
        Assert.That(fault.Next, Is.Not.Null);
    }

    private static string Of(string dockerfile, params (string Name, string Value)[] arguments) =>
        string.Join(' ', ImageBases.Of(dockerfile, arguments.ToImmutableDictionary(argument => argument.Name, argument => argument.Value), "linux/amd64"));
}
