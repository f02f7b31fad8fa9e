using System.Net;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Webhooks;

public sealed class AddressRulesTests
{
    private static readonly AllowedPlaces s_loopback = new(Loopback: true, []);
    private static readonly AllowedPlaces s_networks = new WebhookOptions { AllowedNetworks = "10.20.0.0/16, fd12:3456::/48 , 192.168.7.9/32" }.Places;

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Address_OnTheInternet_IsAllowed(string address) => Assert.True(AddressRules.IsAllowed(IPAddress.Parse(address), AllowedPlaces.InternetOnly));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Address_Inside_IsRefused(string address) => Assert.False(AddressRules.IsAllowed(IPAddress.Parse(address), AllowedPlaces.InternetOnly));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("fd00::1", false)]
    public void Loopback_WhereItIsAllowed_OpensNothingElse(string address, bool allowed) => Assert.Equal(allowed, AddressRules.IsAllowed(IPAddress.Parse(address), s_loopback));

    [Theory]
    [InlineData("https://hooks.example.com/portal?x=1", true)]
    [InlineData("https://hooks.example.com:8443/", true)]
    [InlineData("https://8.8.8.8/", true)]
    [InlineData("http://hooks.example.com/", false)]
    [InlineData("ftp://hooks.example.com/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://hooks.example.com/", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    [InlineData("https://user:secret@hooks.example.com/", false)]
    [InlineData("https://hooks.example.com/#part", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://LOCALHOST./", false)]
    [InlineData("https://x.localhost/", false)]
    [InlineData("https://database/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.1/", false)]
    [InlineData("https://0177.0.0.1/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    public void Url_AsItIsWritten(string url, bool allowed) => Assert.Equal(allowed, WebhookRules.RefusesUrl(url, AllowedPlaces.InternetOnly) is null);

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://[::1]:5000/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://hooks.example.com/", false)]
    public void Url_WhereLoopbackIsAllowed(string url, bool allowed) => Assert.Equal(allowed, WebhookRules.RefusesUrl(url, s_loopback) is null);

    [Theory]
    [InlineData("10.20.0.1", true)]
    [InlineData("10.20.255.255", true)]
    [InlineData("::ffff:10.20.3.4", true)]
    [InlineData("64:ff9b::a14:1", true)]
    [InlineData("fd12:3456::1", true)]
    [InlineData("192.168.7.9", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.21.0.1", false)]
    [InlineData("192.168.7.8", false)]
    [InlineData("fd12:3457::1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    public void AllowedNetworks_OpenThemselvesAndNothingElse(string address, bool allowed) => Assert.Equal(allowed, AddressRules.IsAllowed(IPAddress.Parse(address), s_networks));

    [Theory]
    [InlineData("https://10.20.1.1/", true)]
    [InlineData("https://hooks/", true)]
    [InlineData("https://[fd12:3456::9]/", true)]
    [InlineData("http://10.20.1.1/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://10.0.0.1/", false)]
    public void Url_WhereNetworksAreAllowed(string url, bool allowed) => Assert.Equal(allowed, WebhookRules.RefusesUrl(url, s_networks) is null);

    [Theory]
    [InlineData("", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("127.0.0.0/8, fd00:1::/32", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("inside", false)]
    [InlineData("169.254.169.254/32", false)]
    [InlineData("169.0.0.0/8", false)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("::/0", false)]
    [InlineData("fd00::/8", false)]
    [InlineData("fe80::/64", false)]
    public void Networks_AnOperatorMayOpen(string networks, bool usable) => Assert.Equal(usable, NetworkRules.Complaint(networks) is null);

    [Fact]
    public void Waits_GrowFourfoldUpToHalfADay()
    {
        Assert.Equal([10, 40, 160, 640, 2560, 10240, 40960, 43200, 43200], Enumerable.Range(1, 9).Select(attempts => WebhookRules.Wait(attempts).TotalSeconds));
    }
}
