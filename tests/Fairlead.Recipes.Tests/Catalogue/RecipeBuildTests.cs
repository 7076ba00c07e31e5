namespace Fairlead.Recipes.Tests.Catalogue;

public sealed class RecipeBuildTests
{
    [Test]
    public void A_recipe_without_a_Dockerfile_owns_no_image()
    {
        using var tree = new RecipeTree();
        Assert.That(tree.Load().Find("nano3/sft").Build, Is.Null);
        Assert.That(tree.Resolve(executor: "docker").Job.ContainerImage, Is.EqualTo("registry.test/nemo:1"));
    }

    [Test]
    public void A_Dockerfile_beside_the_spec_is_the_recipes_image()
    {
        using var tree = new RecipeTree();
        var dockerfile = tree.Write("nano3/sft/Dockerfile", "FROM scratch\n");
        var build = tree.Load().Find("nano3/sft").Build!;
        Assert.That(build.Dockerfile, Is.EqualTo(dockerfile));
        Assert.That(build.Context, Is.EqualTo(Path.GetDirectoryName(dockerfile)));
        Assert.That(build.Platform, Is.Null);
    }

    [Test]
    public void A_Dockerfile_above_serves_a_whole_family_unless_a_nearer_one_does()
    {
        using var tree = new RecipeTree();
        var family = tree.Write("nano3/Dockerfile", "FROM scratch\n");
        Assert.That(tree.Load().Find("nano3/sft").Build!.Dockerfile, Is.EqualTo(family));
        var own = tree.Write("nano3/sft/Dockerfile", "FROM scratch\n");
        Assert.That(tree.Load().Find("nano3/sft").Build!.Dockerfile, Is.EqualTo(own));
    }

    [Test]
    public void The_owned_image_stands_before_the_published_one_where_an_engine_is_at_hand()
    {
        using var tree = new RecipeTree();
        tree.Write("nano3/sft/Dockerfile", "FROM scratch\n");
        tree.Hpc();
        Assert.That(tree.Resolve(executor: "docker").Job.ContainerImage, Is.Null);
        Assert.That(tree.Resolve(profile: "hpc").Job.ContainerImage, Is.EqualTo("registry.test/nemo:1"));
        Assert.That(tree.Resolve(executor: "docker", sets: "env.container_image=mine:2").Job.ContainerImage, Is.EqualTo("mine:2"));
    }

    [Test]
    public void Everything_about_a_build_can_be_said()
    {
        using var tree = new RecipeTree();
        var dockerfile = tree.Write("images/train.Dockerfile", "FROM scratch\n");
        tree.Spec("build = {dockerfile = '../../images/train.Dockerfile', context = '..', args = {BASE = 'python:3'}, secrets = {hf = 'env:HF_TOKEN'}, platform = 'linux/arm64'}");
        var build = tree.Load().Find("nano3/sft").Build!;
        Assert.That(build.Dockerfile, Is.EqualTo(dockerfile));
        Assert.That(build.Context, Is.EqualTo(Path.Combine(tree.Root, "nano3")));
        Assert.That(build.Arguments["BASE"], Is.EqualTo("python:3"));
        Assert.That(build.Secrets["hf"], Is.EqualTo("env:HF_TOKEN"));
        Assert.That(build.Platform, Is.EqualTo("linux/arm64"));
    }

    [TestCase("build = {dockerfile = 'gone'}", "the Dockerfile '")]
    [TestCase("build = {args = {A = 'b'}}", "the Dockerfile '")]
    [TestCase("build = {dockerfile = '../../../../etc/passwd'}", "outside the recipes root")]
    [TestCase("build = {dockerfile = 'train.py', context = 'gone'}", "is no folder")]
    [TestCase("build = {dockerfile = 'train.py', secrets = {hf = 'hf_abc'}}", "'build.secrets.hf' expects env:NAME or file:/path")]
    [TestCase("build = {dockerfile = 'train.py', secrets = {hf = 'secret:hf'}}", "'build.secrets.hf' expects env:NAME or file:/path")]
    [TestCase("build = {dokerfile = 'train.py'}", "unknown key 'build.dokerfile'. Did you mean 'dockerfile'?")]
    public void A_wrong_build_is_named(string line, string message)
    {
        using var tree = new RecipeTree();
        tree.Spec(line);
        var reason = tree.Load().Unreadable.Single().Reason.Message;
        Assert.That(reason, Does.Contain(message));
        Assert.That(reason, Does.Not.Contain("hf_abc"));
    }
}
