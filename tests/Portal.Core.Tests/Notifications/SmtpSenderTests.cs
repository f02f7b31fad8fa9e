using Portal.Core.Notifications.Mail;

namespace Portal.Core.Tests.Notifications;

public sealed class SmtpSenderTests
{
    private static readonly OutgoingMail s_mail = new(Guid.CreateVersion7(), "ada@example.com", "Ada", new MailText("Hello", "Text", "<p>Text</p>"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartTls_EncryptsBeforeThePasswordIsSaid()
    {
        await using var server = new SmtpServer(startTls: true);
        var sender = new SmtpSender(Options(server) with { Tls = TlsMode.StartTls, User = "portal", Password = "secret" }) { Certificates = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" };

        Assert.Equal(MailAttempt.Sent, await sender.SendAsync(s_mail, Ct));

        var got = Assert.Single(server.Got);
        Assert.Equal((true, "portal secret", "portal@example.com"), (got.Encrypted, got.SignedIn, got.From));
        Assert.Null(await sender.CheckAsync(Ct));
    }

    [Theory]
    [InlineData(true, "secret", false, "The mail server's certificate could not be trusted.")]
    [InlineData(true, "wrong", true, "The mail server did not accept the user and the password.")]
    [InlineData(false, "secret", true, "The mail server offers no TLS, or no way to sign in.")]
    public async Task NoTrust_NoMail(bool startTls, string password, bool trusted, string failure)
    {
        await using var server = new SmtpServer(startTls);
        var sender = new SmtpSender(Options(server) with { Tls = TlsMode.StartTls, User = "portal", Password = password }) { Certificates = (_, _, _, errors) => trusted || errors == System.Net.Security.SslPolicyErrors.None };

        Assert.Equal(new MailAttempt(MailResult.Unreachable, failure), await sender.SendAsync(s_mail, Ct));

        Assert.Equal(failure, await sender.CheckAsync(Ct));
        Assert.Empty(server.Got);
    }

    [Theory]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("no address")]
    [InlineData("")]
    public async Task AddressThatIsNone_IsRefusedBeforeAnybodyIsAsked(string address)
    {
        await using var server = new SmtpServer();

        Assert.Equal(MailResult.Refused, (await new SmtpSender(Options(server)).SendAsync(s_mail with { Address = address }, Ct)).Result);

        Assert.Empty(server.Got);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Host=mail.example.com;From=portal@example.com;BaseUrl=https://portal.example.com", "")]
    [InlineData("Host=mail.example.com;From=portal@example.com;BaseUrl=https://portal.example.com;User=a;Password=b", "")]
    [InlineData("Host=mail.example.com", "From BaseUrl")]
    [InlineData("Host=mail.example.com;From=Portal;BaseUrl=portal.example.com", "From BaseUrl")]
    [InlineData("Host=mail.example.com;From=portal@example.com;BaseUrl=https://portal.example.com?x=1", "BaseUrl")]
    [InlineData("Host=mail.example.com;From=portal@example.com;BaseUrl=https://portal.example.com;User=a", "Password")]
    [InlineData("Host=mail.example.com;From=portal@example.com;BaseUrl=https://portal.example.com;User=a;Password=b;Tls=None", "Tls")]
    [InlineData("Host=127.0.0.1;From=portal@example.com;BaseUrl=https://portal.example.com;User=a;Password=b;Tls=None", "")]
    public void Settings_AreJudgedWithoutRepeatingThePassword(string settings, string complaints)
    {
        var given = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        string Of(string key) => given.GetValueOrDefault(key, "");
        var options = new EmailOptions { Host = Of("Host"), From = Of("From"), BaseUrl = Of("BaseUrl"), User = Of("User"), Password = Of("Password"), Tls = Of("Tls") == "None" ? TlsMode.None : TlsMode.StartTls };

        Assert.Equal(complaints, string.Join(' ', EmailRules.Complaints(options).Select(wrong => wrong.Key)));
        Assert.DoesNotContain("Password", options.ToString(), StringComparison.Ordinal);
    }

    private static EmailOptions Options(SmtpServer server) =>
        new() { Host = "127.0.0.1", Port = server.Port, Tls = TlsMode.None, From = "portal@example.com", BaseUrl = "https://portal.example.com", TimeoutSeconds = 5 };
}
