using System.Net;
using MimeKit;

namespace Portal.Core.Notifications.Mail;

/// <summary>Whether the settings of e-mail can be used. Pure.</summary>
public static class EmailRules
{
    /// <returns>The key below <c>Portal:Email</c>, and a sentence with the value and the cure. The password is never repeated.</returns>
    public static IEnumerable<(string Key, string Sentence)> Complaints(EmailOptions options)
    {
        if (options.Port is < 1 or > 65535)
        {
            yield return (nameof(options.Port), $"is {options.Port}. Use 1 to 65535.");
        }

        if (options.TimeoutSeconds is < 1 or > 120)
        {
            yield return (nameof(options.TimeoutSeconds), $"is {options.TimeoutSeconds}. Use 1 to 120.");
        }

        if (options.MaxAttempts is < 1 or > 20)
        {
            yield return (nameof(options.MaxAttempts), $"is {options.MaxAttempts}. Use 1 to 20.");
        }

        if (!options.IsOn())
        {
            yield break;
        }

        if (Address(options.From) is null)
        {
            yield return (nameof(options.From), $"is '{options.From}'. Use the address that mails come from, such as portal@example.com.");
        }

        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Query.Length + url.Fragment.Length > 0)
        {
            yield return (nameof(options.BaseUrl), $"is '{options.BaseUrl}'. Use the address at which people open the portal, such as https://portal.example.com.");
        }

        if (options.User.Length > 0 != options.Password.Length > 0)
        {
            yield return (options.User.Length > 0 ? nameof(options.Password) : nameof(options.User), "is empty. A user and a password go together; leave both empty for a server that asks for none.");
        }

        if (options is { Tls: TlsMode.None, Password.Length: > 0 } && !IsLoopback(options.Host))
        {
            yield return (nameof(options.Tls), "is None. A password is sent over TLS only: use StartTls or Implicit.");
        }
    }

    /// <summary>Null for what is no single address.</summary>
    internal static MailboxAddress? Address(string text) =>
        !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? address : null;

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
