using Fairlead.Primitives;

namespace Fairlead.Acceptance.Slurm;

public sealed class HostilePaths
{
    private const string Hostile = "it's \"a\" $HOME `id` ;touch pwned; *";

    [Test]
    public async Task Directories_and_files_of_any_name_arrive_byte_for_byte_and_nothing_in_them_runs([Values("hpc", "openssh", "login")] string profile)
    {
        await using var place = await ClusterWorkplace.OpenAsync();
        var directory = $"{place.JobDirectory}/{Hostile}";
        var bytes = string.Concat(Enumerable.Range(1, 126).Select(code => (char)code));
        place.User.Write($"recipes/nano3/sft/{Hostile}\n.txt", bytes);
        place.User.Write("recipes/nano3/sft/train.py", """
            import hashlib, pathlib
            for path in pathlib.Path(__file__).parent.glob('*.txt'):
                print(repr(path.name), hashlib.sha256(path.read_bytes()).hexdigest())
            """);
        await place.User.SucceedAsync("--target=SubmitSft", "--attach", $"--profile={profile}", "--set=env.nprocs_per_node=1", $"--set=env.remote_job_dir={directory}");
        var log = (await place.User.SucceedAsync("--target=Logs")).Output;
        Assert.That(log, Does.Contain(Digest.Of(bytes).ToString()).And.Contain(";touch pwned; *\\n.txt"));
        Assert.That(Directory.EnumerateFiles(place.JobDirectory, "pwned", SearchOption.AllDirectories), Is.Empty);
    }
}
