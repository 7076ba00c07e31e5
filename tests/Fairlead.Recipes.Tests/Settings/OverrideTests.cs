using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Settings;

public sealed class OverrideTests
{
    [TestCase("train.lr=1e-4", "train.lr", false, "0.0001")]
    [TestCase("a=b=c", "a", false, "\"b=c\"")]
    [TestCase("a=", "a", false, "null")]
    [TestCase("a='1'", "a", false, "\"1\"")]
    [TestCase("a=[1, x]", "a", false, "[1,\"x\"]")]
    [TestCase("a={b: 2}", "a", false, "{\"b\":2}")]
    [TestCase("a=x: y # z", "a", false, "\"x: y # z\"")]
    [TestCase("env.nodes=4", "nodes", true, "4")]
    [TestCase("run.env.nodes=4", "nodes", true, "4")]
    [TestCase("run.data=x:v1", "run.data", false, "\"x:v1\"")]
    public void The_first_equals_sign_splits_and_the_value_is_yaml(string text, string path, bool isExecutorSetting, string json)
    {
        var item = Override.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(item.Path, Is.EqualTo(path));
            Assert.That(item.IsExecutorSetting, Is.EqualTo(isExecutorSetting));
            Assert.That(CanonicalJson.Write(item.Value.ToJson()), Is.EqualTo(json));
            Assert.That(item.Value.Origin.ToString(), Is.EqualTo("--set"));
        });
    }

    [TestCase("train.lr", "--set expects key=value")]
    [TestCase("=1", "dotted key")]
    [TestCase("a..b=1", "dotted key")]
    [TestCase("+a.b=1", "write --set=a.b=<value>")]
    [TestCase("~a=1", "write --set=a=<value>")]
    [TestCase("a=[1", "not valid YAML")]
    public void Anything_else_is_refused_with_a_hint(string text, string message) =>
        Assert.That(() => Override.Parse(text), Throws.InstanceOf<FairleadException>().With.Message.Contains(message));
}
