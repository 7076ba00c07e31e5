using Fairlead.Primitives;

namespace Fairlead.Node.Tests.JobEnvironment;

public sealed class ReplacingPlaceholders
{
    [TestCase("${NAME}", "value", "value")]
    [TestCase("a ${NAME} b", "value", "a value b")]
    [TestCase("${NAME:-else}", "value", "value")]
    [TestCase("${NAME:-else}", null, "else")]
    [TestCase("${NAME:-}", null, "")]
    [TestCase("${NAME:?why}", "value", "value")]
    [TestCase("$${NAME}", "value", "${NAME}")]
    [TestCase("$${NAME}", null, "${NAME}")]
    [TestCase("$NAME", "value", "$NAME")]
    [TestCase("$NAME", null, "$NAME")]
    [TestCase("${NAME}", null, null)]
    [TestCase("a ${NAME} b", null, null)]
    public void Each_form_means_one_thing(string text, string? variable, string? expected) =>
        Assert.That(Variable($$"""{"docker_env_vars": {"KEY_OF_MINE": "{{text}}"} }""", variable), Is.EqualTo(expected));

    [TestCase("value", "value")]
    [TestCase(null, null)]
    public void A_reference_is_the_same_as_a_placeholder(string? variable, string? expected) =>
        Assert.That(Variable("""{"docker_env_vars": {"KEY_OF_MINE": {"fromEnv": "NAME"}}}""", variable), Is.EqualTo(expected));

    [Test]
    public void A_variable_that_is_not_set_leaves_the_key_out_and_says_so()
    {
        var environment = new Sample("""{"docker_env_vars": {"HF_TOKEN": "${MAD_SECRETS_HFTOKEN}"}}""").Environment;
        Assert.That(environment.Variables.Select(variable => variable.Key), Has.No.Member("HF_TOKEN"));
        Assert.That(environment.Variables.Select(variable => variable.Value), Has.None.Contains("MAD_SECRETS"));
        Assert.That(environment.Notes, Has.Some.EqualTo("context.docker_env_vars.HF_TOKEN is left out: the job's environment has no MAD_SECRETS_HFTOKEN"));
    }

    [TestCase("""{"docker_env_vars": {"HF_TOKEN": {"fromEnv": "NAME", "required": true}}}""", "{}", "it is required")]
    [TestCase("""{"docker_env_vars": {"HF_TOKEN": "${NAME:?ask the owner}"}}""", "{}", "ask the owner")]
    [TestCase("{}", """{"env_vars": {"HF_TOKEN": "${HF_TOKEN}"}}""", "the model's card asks for it")]
    [TestCase("""{"docker_env_vars": {"HF_TOKEN": "${HF_TOKEN}"}}""", """{"env_vars": {"HF_TOKEN": ""}}""", "the model's card asks for it")]
    public void A_variable_that_is_needed_stops_the_run(string context, string card, string why)
    {
        var exception = Assert.Throws<FairleadException>(() => _ = new Sample(context, card).Environment)!;
        Assert.That(exception.Problem, Does.Contain("HF_TOKEN").And.EndsWith(why));
        Assert.That(exception.Next, Does.StartWith("export "));
    }

    [Test]
    public void What_a_variable_brings_is_data()
    {
        Assert.That(new Sample("""{"docker_env_vars": {"A": "${B}"}}""").With(("B", "$C $$ `x` $(y)"), ("C", "no"))["A"], Is.EqualTo("$C $$ `x` $(y)"));
        Assert.Throws<FairleadException>(() => _ = new Sample("""{"docker_env_vars": {"A": "${B}"}}""").With(("B", "${C}"), ("C", "no")).Environment);
    }

    [Test]
    public void What_the_container_evaluates_arrives_verbatim_when_it_is_declared_and_not_otherwise()
    {
        const string Path = "/tmp/.miopen/node_0_rank_${LOCAL_RANK:-0}";
        Assert.That(new Sample($$"""{"docker_env_vars": {"MIOPEN_USER_DB_PATH": {"deferred": "{{Path}}"} } }""")["MIOPEN_USER_DB_PATH"], Is.EqualTo(Path));
        var exception = Assert.Throws<FairleadException>(() => _ = new Sample().With(("MIOPEN_USER_DB_PATH", Path)).Environment)!;
        Assert.That(exception.Problem, Is.EqualTo("MIOPEN_USER_DB_PATH (the job's environment): expected a value, found a placeholder that nothing has replaced"));
        Assert.That(exception.Message, Does.Contain("deferred").And.Not.Contain(".miopen"));
    }

    [TestCase("${A:-${B}}")]
    [TestCase("${A")]
    [TestCase("${1A}")]
    [TestCase("${A:+b}")]
    [TestCase("${A B}")]
    public void A_form_that_is_not_known_never_reaches_the_container(string text) =>
        Assert.Throws<FairleadException>(() => _ = new Sample($$"""{"docker_env_vars": {"MINE": "{{text}}"} }""").With(("A", "a"), ("B", "b")).Environment);

    [Test]
    public void Sources_of_mounts_and_arguments_of_builds_have_them_too()
    {
        var environment = new Sample("""{"docker_mounts": {"/data": "${ROOT}/data"}, "docker_build_arg": {"BASE": "${BASE:-scratch}"}}""").With(("ROOT", "/mnt")).Environment;
        Assert.That(environment.Mounts.Single().Value, Is.EqualTo("/mnt/data"));
        Assert.That(environment.BuildArguments.Single().Value, Is.EqualTo("scratch"));
    }

    private static string? Variable(string context, string? variable) =>
        (variable is null ? new Sample(context) : new Sample(context).With(("NAME", variable)))["KEY_OF_MINE"];
}
