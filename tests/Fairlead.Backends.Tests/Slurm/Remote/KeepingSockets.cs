using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

public sealed class KeepingSockets
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly SlurmSite Site = new("/jobs", "host");
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Remove() => directory.Dispose();

    [Test]
    public void The_directory_is_made_for_its_owner_alone_and_found_again()
    {
        var first = ControlDirectory.At(directory.File("new")).Socket(Site);
        Assert.That(File.GetUnixFileMode(directory.File("new")), Is.EqualTo(OwnerOnly));
        Assert.That(ControlDirectory.At(directory.File("new")).Socket(Site with { Directory = "/other" }), Is.EqualTo(first));
    }

    [Test]
    public void Another_key_or_user_is_another_connection()
    {
        var sockets = ControlDirectory.At(directory.File("new"));
        SlurmSite[] sites = [Site, Site with { User = "u" }, Site with { Identity = "/k" }, Site with { Port = 2 }, Site with { AcceptNewHostKey = true }];
        Assert.That(sites.Select(sockets.Socket), Is.Unique);
    }

    [Test]
    public void A_directory_that_others_can_enter_is_refused()
    {
        Directory.CreateDirectory(directory.File("open"), OwnerOnly | UnixFileMode.GroupExecute);
        Refused("open");
    }

    [Test]
    public void A_link_is_refused()
    {
        Directory.CreateDirectory(directory.File("own"), OwnerOnly);
        File.CreateSymbolicLink(directory.File("link"), directory.File("own"));
        Refused("link");
    }

    [Test]
    public async Task A_directory_of_another_user_is_refused()
    {
        Service.Require(Environment.IsPrivilegedProcess, "giving a directory away needs root");
        Directory.CreateDirectory(directory.File("theirs"), OwnerOnly);
        Assert.That((await ChildProcess.RunAsync("chown", ["1", directory.File("theirs")])).Succeeded);
        Refused("theirs");
    }

    [Test]
    public void A_path_that_no_socket_can_have_is_refused()
    {
        var name = new string('x', 90);
        var error = Assert.Throws<FairleadException>(() => ControlDirectory.At(directory.File(name)).Socket(Site));
        Assert.That(error!.Message, Does.Contain(name).And.Contain("XDG_RUNTIME_DIR"));
    }

    private void Refused(string name)
    {
        var error = Assert.Throws<FairleadException>(() => ControlDirectory.At(directory.File(name)));
        Assert.That(error!.Message, Does.Contain(directory.File(name)).And.Contain("0700"));
    }
}
