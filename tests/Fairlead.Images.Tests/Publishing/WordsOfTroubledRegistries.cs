using Fairlead.Images.Publishing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class WordsOfTroubledRegistries
{
    [TestCase("no basic auth credentials")]
    [TestCase("unauthorized: authentication required")]
    [TestCase("denied: requested access to the resource is denied")]
    [TestCase("push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed")]
    [TestCase("Error response from daemon: login attempt to http://127.0.0.1:5000/v2/ failed with status: 401 Unauthorized")]
    [TestCase("Error response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password")]
    public void A_refusal_is_told_from_trouble_that_passes(string words) =>
        Assert.That((RegistryTrouble.IsRefusal(words), RegistryTrouble.IsPassing(words)), Is.EqualTo((true, false)));

    [TestCase("toomanyrequests: You have reached your rate limit")]
    [TestCase("received unexpected HTTP status: 503 Service Unavailable")]
    [TestCase("unexpected status from PUT request to https://r/v2/a/manifests/1: 502 Bad Gateway")]
    [TestCase("Get \"http://127.0.0.1:5000/v2/\": EOF")]
    [TestCase("Get \"https://r/v2/\": dial tcp 10.0.0.1:443: connect: connection refused")]
    [TestCase("Put \"http://r/v2/a\": write tcp 10.0.0.2:1->10.0.0.1:2: write: connection reset by peer")]
    [TestCase("Get \"https://r/v2/\": net/http: TLS handshake timeout")]
    [TestCase("Error response from daemon: login attempt to http://r/v2/ failed with status: 429 Too Many Requests")]
    public void Trouble_that_passes_is_known(string words) =>
        Assert.That((RegistryTrouble.IsRefusal(words), RegistryTrouble.IsPassing(words)), Is.EqualTo((false, true)));

    [TestCase("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")]
    [TestCase("permission denied while trying to connect to the Docker daemon socket: dial unix /var/run/docker.sock: connect: permission denied")]
    [TestCase("Get \"http://%2Fdocker.sock/v1\": dial unix /docker.sock: connect: connection refused")]
    [TestCase("tag does not exist: 127.0.0.1:5000/a:1")]
    [TestCase("Get \"https://r/v2/\": x509: certificate signed by unknown authority")]
    public void Other_failures_are_neither(string words) =>
        Assert.That((RegistryTrouble.IsRefusal(words), RegistryTrouble.IsPassing(words)), Is.EqualTo((false, false)));
}
