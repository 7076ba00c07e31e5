using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Tests.Settings;

public sealed class TomlSettingsTests
{
    [Test]
    public void Every_kind_of_value_becomes_a_setting_with_its_line()
    {
        var table = TomlSettings.Read("text = 'a'\nnumber = 1\nfloat = 1.5\nflag = true\nlist = [1, 'b']\ntime = 04:00:00\nday = 2026-01-02\n[t]\nx = 1\n", "env.toml", "profile p");

        Assert.Multiple(() =>
        {
            Assert.That(
                CanonicalJson.Write(table.ToJson()),
                Is.EqualTo("""{"day":"2026-01-02","flag":true,"float":1.5,"list":[1,"b"],"number":1,"t":{"x":1},"text":"a","time":"04:00:00"}"""));
            Assert.That(table.Find("t.x")!.Origin, Is.EqualTo(new Origin("profile p", "env.toml", 9)));
        });
    }
}
