namespace Fairlead.Primitives.Tests;

public sealed class NamesOfSecrets
{
    [TestCase("HF_TOKEN")]
    [TestCase("E_PAT")]
    [TestCase("AUTH")]
    [TestCase("basic_auth")]
    [TestCase("DB_PASS")]
    [TestCase("MYSQL_PWD")]
    [TestCase("SENTRY_DSN")]
    public void Promise_a_secret(string name) => Assert.That(SensitiveName.Is(name), Is.True);

    [TestCase("PATH")]
    [TestCase("PYTHONPATH")]
    [TestCase("DATA_PATTERN")]
    [TestCase("AUTHOR")]
    [TestCase("PASSES")]
    [TestCase("TOKENIZER")]
    public void Others_do_not(string name) => Assert.That(SensitiveName.Is(name), Is.False);
}
