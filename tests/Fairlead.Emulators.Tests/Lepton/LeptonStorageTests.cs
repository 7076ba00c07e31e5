using System.Net;

namespace Fairlead.Emulators.Tests.Lepton;

public sealed class LeptonStorageTests
{
    [Test]
    public async Task A_file_that_is_sent_is_in_the_volume_and_can_be_fetched()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();

        using var sent = await SendAsync(workshop, "storage/data/src/part-0", "content");

        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(workshop.Volume, "src", "part-0")), Is.EqualTo("content"));
        Assert.That(await workshop.Client.GetStringAsync(new Uri("storage/data/src/part-0", UriKind.Relative)), Is.EqualTo("content"));
    }

    [Test]
    public async Task Head_tells_whether_a_file_is_there_and_how_long_it_is()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(workshop.Volume, "there"), "content");

        using var there = await HeadAsync(workshop, "there");
        using var missing = await HeadAsync(workshop, "missing");

        Assert.That(there.Content.Headers.ContentLength, Is.EqualTo(7));
        Assert.That(missing.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_directory_is_made_listed_and_deleted()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        using var made = await workshop.Client.PutAsync(new Uri("storage/data/runs/logs", UriKind.Relative), null);
        using var sent = await SendAsync(workshop, "storage/data/runs/a file", "content");

        Assert.That(
            (await workshop.GetAsync("storage/data/runs")).ToJsonString(),
            Is.EqualTo("""[{"type":"file","name":"a file","path":"/runs/a file"},{"type":"dir","name":"logs","path":"/runs/logs"}]"""));

        using var refused = await workshop.Client.DeleteAsync(new Uri("storage/data/runs", UriKind.Relative));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var deleted = await workshop.Client.DeleteAsync(new Uri("storage/data/runs?removeall=true", UriKind.Relative));
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Directory.Exists(Path.Combine(workshop.Volume, "runs")), Is.False);
    }

    [Test]
    public async Task Put_takes_no_file()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        using var content = new StringContent("content");

        using var answer = await workshop.Client.PutAsync(new Uri("storage/data/part-0", UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task No_path_leads_out_of_the_volume()
    {
        await using var workshop = await LeptonWorkshop.StartAsync();
        File.CreateSymbolicLink(Path.Combine(workshop.Volume, "link"), "/etc");

        using var above = await workshop.Client.GetAsync(new Uri("storage/data/a/%2E%2E%2F%2E%2E%2Fother", UriKind.Relative));
        using var linked = await workshop.Client.GetAsync(new Uri("storage/data/link/hostname", UriKind.Relative));

        Assert.That(above.StatusCode, Is.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
        Assert.That(linked.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static async Task<HttpResponseMessage> SendAsync(LeptonWorkshop workshop, string path, string content)
    {
        using var file = new StringContent(content);
        using var form = new MultipartFormDataContent { { file, "file", "name" } };
        return await workshop.Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> HeadAsync(LeptonWorkshop workshop, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"storage/data/{name}");
        return await workshop.Client.SendAsync(request);
    }
}
