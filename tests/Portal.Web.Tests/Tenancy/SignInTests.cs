using Microsoft.Extensions.Configuration;
using Portal.Web.Host;
using Portal.Web.Tenancy.SignIn;

namespace Portal.Web.Tests.Tenancy;

public sealed class SignInTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://[::1]:5081/", true)]
    [InlineData("http://127.8.9.10", true)]
    [InlineData("http://unix:/run/portal.sock", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://192.168.1.7:5080", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://portal.example", false)]
    public void Demo_Address_IsLoopbackOrOpen(string address, bool loopback)
    {
        Assert.Equal(loopback, DemoSignIn.IsLoopback(address));
        Assert.Equal(loopback, new DemoSignIn().RefusesToStart(new SignInOptions(), [address]) is null);
    }

    [Fact]
    public void Demo_OpenAddressThatIsAllowed_Starts() =>
        Assert.Null(new DemoSignIn().RefusesToStart(new SignInOptions { AllowDemoOnAnyAddress = true }, ["http://0.0.0.0:80"]));

    [Fact]
    public void Demo_OpenAddress_IsRefusedWithTheKeyAndTheCure()
    {
        var refusal = new DemoSignIn().RefusesToStart(new SignInOptions(), ["http://127.0.0.1:1", "http://0.0.0.0:2"]);

        Assert.Contains("Portal:Authentication:Mode", refusal, StringComparison.Ordinal);
        Assert.Contains("http://0.0.0.0:2", refusal, StringComparison.Ordinal);
        Assert.Contains("AllowDemoOnAnyAddress", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://0.0.0.0:1;http://127.0.0.1:2", "http://0.0.0.0:1", "http://127.0.0.1:2")]
    [InlineData("http_ports", "8080", "http://*:8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://10.0.0.1:80", "http://10.0.0.1:80")]
    public void Guard_Configuration_FindsEveryWayToListen(string key, string value, params string[] expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Assert.Equal(expected, StartGuard.Configured(configuration));
    }

    [Theory]
    [InlineData("/models/mortgage?tab=history", "/models/mortgage?tab=history")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("/a\r\nSet-Cookie: x=1", "/")]
    public void Return_AfterSignIn_StaysOnOurPages(string? from, string expected) => Assert.Equal(expected, Sessions.SafeReturn(from));
}
