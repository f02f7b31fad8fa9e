using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TlsException = System.Security.Authentication.AuthenticationException;

namespace Portal.Core.Notifications.Mail;

internal enum MailResult
{
    Sent,

    /// <summary>The server will not take this mail, now or later.</summary>
    Refused,

    /// <summary>The server answers, and will not take it now.</summary>
    NotNow,

    /// <summary>There is no talking to the server: other mails would fare no better.</summary>
    Unreachable,
}

/// <param name="Failure">Null when it was sent.</param>
internal sealed record MailAttempt(MailResult Result, string? Failure)
{
    public static MailAttempt Sent { get; } = new(MailResult.Sent, null);
}

/// <summary>One mail to one member.</summary>
/// <param name="Id">The same in every attempt, so that a mailbox that got it twice can tell.</param>
internal sealed record OutgoingMail(Guid Id, string Address, string Name, MailText Text);

/// <summary>Speaks SMTP. What anybody wrote goes into headers and bodies through the library's encoders only.</summary>
public sealed class SmtpSender(EmailOptions options)
{
    private const int Permanent = 500;

    /// <summary>Which certificates are trusted; null as the system says.</summary>
    internal RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <summary>Connects and signs in, and sends nothing.</summary>
    /// <returns>Null when that works, else why not.</returns>
    public async Task<string?> CheckAsync(CancellationToken ct) => (await TryAsync((client, token) => client.NoOpAsync(token), ct)).Failure;

    internal Task<MailAttempt> SendAsync(OutgoingMail mail, CancellationToken ct) => EmailRules.Address(mail.Address) is { } to
        ? TryAsync(
            async (client, token) =>
            {
                using var message = Message(mail, to);
                await client.SendAsync(message, token);
            },
            ct)
        : Task.FromResult(new MailAttempt(MailResult.Refused, "The member's address is no e-mail address."));

    private MimeMessage Message(OutgoingMail mail, MailboxAddress to)
    {
        var from = EmailRules.Address(options.From) ?? throw new InvalidOperationException("The address that mails come from was not checked.");
        var message = new MimeMessage { Subject = mail.Text.Subject, MessageId = $"{mail.Id:N}@{from.Domain}", Body = new BodyBuilder { TextBody = mail.Text.Plain, HtmlBody = mail.Text.Html }.ToMessageBody() };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.Name, to.Address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private async Task<MailAttempt> TryAsync(Func<SmtpClient, CancellationToken, Task> act, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using var client = new SmtpClient { Timeout = options.TimeoutSeconds * 1000, ServerCertificateValidationCallback = Certificates };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, Security(options.Tls), patience.Token);
            if (options.User.Length > 0)
            {
                await client.AuthenticateAsync(options.User, options.Password, patience.Token);
            }

            await act(client, patience.Token);
            await LeaveAsync(client, patience.Token);
            return MailAttempt.Sent;
        }
        catch (SmtpCommandException answered)
        {
            return new MailAttempt(IsFinal(answered) ? MailResult.Refused : MailResult.NotNow, $"The mail server answered {(int)answered.StatusCode}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailAttempt(MailResult.Unreachable, $"The mail server did not answer within {options.TimeoutSeconds} seconds.");
        }
        catch (Exception broken) when (broken is IOException or SocketException or ProtocolException or TlsException or AuthenticationException or SslHandshakeException or NotSupportedException or ServiceNotConnectedException)
        {
            return new MailAttempt(MailResult.Unreachable, InWords(broken));
        }
    }

    /// <summary>What is wrong with the recipient or the mail stays wrong; what is wrong with the sender, an operator can mend.</summary>
    private static bool IsFinal(SmtpCommandException answered) =>
        (int)answered.StatusCode >= Permanent && answered.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    /// <summary>The mail was taken; a server that does not say goodbye takes nothing back.</summary>
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            // It counts as sent.
        }
    }

    private static SecureSocketOptions Security(TlsMode tls) => tls switch
    {
        TlsMode.StartTls => SecureSocketOptions.StartTls,
        TlsMode.Implicit => SecureSocketOptions.SslOnConnect,
        TlsMode.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(tls), tls, null),
    };

    private static string InWords(Exception broken) => broken switch
    {
        SslHandshakeException or TlsException => "The mail server's certificate could not be trusted.",
        AuthenticationException => "The mail server did not accept the user and the password.",
        NotSupportedException => "The mail server offers no TLS, or no way to sign in.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "The mail server refused the connection.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "The name of the mail server could not be resolved.",
        _ => "The connection to the mail server broke.",
    };
}
