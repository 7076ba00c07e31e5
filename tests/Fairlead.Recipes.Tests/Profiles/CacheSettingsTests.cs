using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Recipes.Tests.Profiles;

public sealed class CacheSettingsTests
{
    [Test]
    public void Folders_may_use_variables_and_the_home_folder()
    {
        using var tree = new RecipeTree();
        tree.Env("[cache]\nroot = '/shared/${oc.env:USER}'\ngit_dir = '~/git'\n");

        Assert.Multiple(() =>
        {
            Assert.That(CacheSettings.Read(EnvFile.Read(tree.EnvFile), name => $"<{name}>"), Is.EqualTo(new CacheSettings("/shared/<USER>", "<HOME>/git")));
            Assert.That(() => CacheSettings.Read(EnvFile.Read(tree.EnvFile), _ => null), Throws.InstanceOf<FairleadException>().With.Message.Contains("env.toml:2: env.toml, key 'cache.root': the variable USER is not set"));
            Assert.That(CacheSettings.Read(EnvFile.None, _ => null), Is.EqualTo(new CacheSettings(null, null)));
        });
    }
}
