using Fairlead.Recipes.Resolution;

namespace Fairlead.Recipes.Tests.Resolution;

public sealed class JobViewTests
{
    [Test]
    public void Every_setting_is_shown_with_the_layer_that_set_it()
    {
        using var tree = new RecipeTree();
        tree.Hpc("account = 'lab'\nmounts = ['/a:/b']\n[hpc.env_vars]\nA = 'b'");
        using var text = new StringWriter();
        var job = tree.Resolve(profile: "hpc", sets: "train.lr=1e-5").Job;

        JobView.WriteText(job, text);

        Assert.Multiple(() =>
        {
            foreach (var line in (string[])
            [
                "executor           slurm",
                "  account = \"lab\"  # profile hpc (env.toml:4)",
                "  nodes = 1  # run spec (recipe.toml)",
                "  time = \"04:00:00\"  # built-in",
                "  A = b",
                "  /b = /a  # profile hpc (env.toml:5)",
                "  train.lr = 1.0E-05  # --set",
                "  train.steps = 10  # recipe config (base.yaml:1)",
            ])
            {
                Assert.That(text.ToString().Split(Environment.NewLine), Has.Member(line));
            }

            var account = JobView.ToJson(job)["executor_settings"]!["account"]!;
            Assert.That(account["layer"]!.ToString(), Is.EqualTo("profile hpc"));
            Assert.That((int)account["line"]!, Is.EqualTo(4));
        });
    }
}
