using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Serving;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Serving;

public sealed class ServingTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ServingOptions options;

    public ServingTests() => options = new ServingOptions(directory.Path, Port: 0, directory.Write("secret", "hush\n"));

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task The_program_says_where_it_serves_and_TERM_ends_it_with_its_pods()
    {
        using var program = StartProgram();
        await Eventually.HoldsAsync("the emulator serves", () => Task.FromResult(File.Exists(options.StateFile)));
        var state = JsonNode.Parse(File.ReadAllText(options.StateFile))!;
        var pod = await StartPodAsync(new Uri((string)state["address"]!));

        Signal(program, "TERM");
        await program.WaitForExitAsync();

        Assert.That((int)state["pid"]!, Is.EqualTo(program.Id));
        Assert.That(program.ExitCode, Is.Zero, await program.StandardError.ReadToEndAsync());
        Assert.That(File.Exists(options.StateFile), Is.False);
        Assert.That(File.Exists($"/proc/{pod}"), Is.False);
    }

    [Test]
    public async Task What_a_killed_emulator_left_behind_is_ended_by_the_next()
    {
        using (var program = StartProgram())
        {
            await Eventually.HoldsAsync("the emulator serves", () => Task.FromResult(File.Exists(options.StateFile)));
            await StartPodAsync(new Uri((string)JsonNode.Parse(File.ReadAllText(options.StateFile))!["address"]!));
            program.Kill();
            await program.WaitForExitAsync();
        }

        var folder = Directory.GetDirectories(directory.File("pods")).Single();
        var before = PodProcesses.Of(-1, folder);
        await EmulatorServing.RunAsync(options with { Idle = TimeSpan.FromMilliseconds(30) }, CancellationToken.None);

        Assert.That(before, Is.Not.Empty);
        Assert.That(PodProcesses.Of(-1, folder), Is.Empty);
    }

    [Test]
    public async Task An_idle_emulator_ends_by_itself()
    {
        await EmulatorServing.RunAsync(options with { Time = new HastyTime(factor: 3600) }, CancellationToken.None);

        Assert.That(File.Exists(options.StateFile), Is.False);
    }

    [Test]
    public async Task A_directory_has_one_emulator()
    {
        using var ending = new CancellationTokenSource();
        var first = EmulatorServing.RunAsync(options, ending.Token);

        var refusal = await Assert.ThrowsAsync<FairleadException>(() => EmulatorServing.RunAsync(options, CancellationToken.None));
        await ending.CancelAsync();
        await first;

        Assert.That(refusal!.Message, Does.Contain("already").And.Contain(options.StateFile));
    }

    [Test]
    public async Task A_port_that_is_taken_is_said_to_be()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<FairleadException>(() => EmulatorServing.RunAsync(options with { Port = port }, CancellationToken.None));

        Assert.That(refusal!.Message, Does.Contain($"port {port}"));
    }

    [TestCase("--directory", "/tmp")]
    [TestCase("--secret-file", "f")]
    [TestCase("--directory", "/tmp", "--secret-file", "f", "--port", "many")]
    [TestCase("--directory", "/tmp", "--secret-file", "f", "--colour", "red")]
    [TestCase("--directory")]
    public void Arguments_that_are_missing_or_unknown_are_named(params string[] arguments) =>
        Assert.That(Assert.Throws<FairleadException>(() => ServingOptions.Read(arguments))!.ExitCode, Is.EqualTo(ExitCode.Usage));

    [Test]
    public void An_empty_secret_is_refused()
    {
        File.WriteAllText(options.SecretFile, "\n");

        Assert.That(Assert.Throws<FairleadException>(() => options.ReadSecret())!.Message, Does.Contain(options.SecretFile));
    }

    // With diagnostics a killed program would leave its pipes in the temporary directory.
    private Process StartProgram() => ChildProcess.Start(
        "dotnet",
        [typeof(EmulatedCloud).Assembly.Location, "--directory", options.Directory, "--secret-file", options.SecretFile],
        environment: new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" });

    // Returns the id of its first process once that runs.
    private async Task<int> StartPodAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var token = await PostAsync(client, "api/v1/token", RunAi.RunAiClient.Credentials("hush"));
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token["accessToken"]}");
        var mark = directory.File("pod.pid");
        await PostAsync(client, "api/v1/workloads/trainings", RunAi.ShellWorkload.Create("job", $"echo $$$$ > {mark}.new; mv {mark}.new {mark}; sleep 600"));
        await Eventually.HoldsAsync("the pod runs", () => Task.FromResult(File.Exists(mark)));
        return int.Parse(File.ReadAllText(mark), CultureInfo.InvariantCulture);
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString());
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static void Signal(Process program, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
