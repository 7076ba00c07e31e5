using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Node.Containers;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Results;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests;

/// <summary>Damaged cards, contexts and results are understood or refused in words for people; none ends the program in another way.</summary>
[Category(Attack.Category)]
public sealed class Attacks
{
    private const int Rounds = 3000;

    [Test]
    public void Options_of_cards() => Attack.Fuzz(
        "options", Rounds,
        ["--privileged -it --rm --shm-size 16G --ulimit memlock=-1 -v /mnt/h:/data --ipc=host", "--mount 'type=bind,source=/a b,target=/c' --tmpfs=/x:size=1g -e A=b --env C -u 0:0", "-v\"/a:/b:ro\" --label x=y"],
        "-v --mount --tmpfs --env --name --rm -it -e = , : / type=bind target= source=",
        text => ExtraOptions.Of(new Settings(new Dictionary<string, Declared> { ["additional_docker_run_options"] = new(Field.Setting, "additional_docker_run_options", new Given.Template(text), Layer.Model, "the card") })));

    [Test]
    public void Contexts() => Attack.Fuzz(
        "contexts", Rounds,
        [
            """{"docker_env_vars": {"A": "${B}", "C": {"fromEnv": "B", "required": true}, "D": {"deferred": "${E}"}}, "docker_mounts": {"/data": {"source": "/mnt", "optional": true}}, "gpus_per_node": 8}""",
            """{"env_vars": {"A": 1, "B": true, "C": "$${D} ${B:-x} ${B:?y}"}, "distributed": {"launcher": "torchrun", "port": 29500}, "slurm": {"gpus_per_node": 8}, "pre_scripts": [{"path": "a.sh"}], "pass_through": ["A*"]}""",
        ],
        """docker_env_vars docker_mounts fromEnv deferred ${ } :- :? $$ { [ null true " : ,""",
        text =>
        {
            JsonObject context;
            try
            {
                context = StrictJson.ReadObject(System.Text.Encoding.UTF8.GetBytes(text));
            }
            catch (JsonException exception)
            {
                throw FairleadException.Usage(exception.Message);
            }

            var sample = new Sample().With(("B", "value"));
            ContainerEnvironment.Of((sample.Surroundings with { Runtime = context }).Read().Declared, sample.Job);
        });

    [Test]
    public void Tables_of_results()
    {
        var chance = Attack.Chance("tables");
        const string Good = "\ufeffmodel, performance ,metric\r\n\"a,\"\"b\",1.5,loss\r\nc,N/A,\n";
        for (var round = 0; round < Rounds; round++)
        {
            var text = new string([.. Good.Select(character => chance.Next(8) == 0 ? "\",\n\r x1"[chance.Next(7)] : character)]);
            Assert.DoesNotThrow(() => _ = ResultTable.Parse(text).Values, text);
        }
    }
}
